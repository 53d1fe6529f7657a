/** The rules of a discussion, in their order. */
export const RULES = ['insult', 'personal', 'spam', 'crime', 'offTopic'] as const
