/** Retention: how long readings are kept, by kinds of things, and what is kept longer. */
export { createRetention, type RetentionRoom } from './service.ts'
export { RetentionDraft, type Hold, type Retention } from './types.ts'
