/** What the city says to whoever follows it, and what comes back. */
import { z } from 'zod'

export const TEXT_CHARS_MAX = 5_000
export const NAME_CHARS_MAX = 200
export const PLACE_CHARS_MAX = 200
export const REPLY_CHARS_MAX = 5_000
export const REASON_CHARS_MAX = 500
export const PAGE_POSTS = 20

/** By which the city itself is known; departments have names of their own. */
export const CITY_ACTOR = 'city'
export const ActorName = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

const name = z.string().trim().min(1).max(NAME_CHARS_MAX)
const Names = z.object({ pl: name, en: name, uk: name })
const text = z.string().trim().min(1).max(TEXT_CHARS_MAX)
export const PostTexts = z.object({ pl: text, en: text, uk: text })

export const Reason = z.string().trim().min(1).max(REASON_CHARS_MAX)

export const KINDS = ['note', 'article', 'event'] as const
const spoken = { actor: ActorName.default(CITY_ACTOR), texts: PostTexts }
/** A note is a text; an article has a title; an event also its time and place. */
export const PostDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), ...spoken }),
  z.object({ kind: z.literal('article'), titles: Names, ...spoken }),
  z.object({
    ...{ kind: z.literal('event'), titles: Names, ...spoken },
    from: z.coerce.date(),
    to: z.coerce.date(),
    place: z.string().trim().min(1).max(PLACE_CHARS_MAX),
  }),
])
export type PostDraft = z.infer<typeof PostDraft>
export type PostGiven = z.input<typeof PostDraft>

export const Post = z.object({
  id: z.uuid(),
  actor: z.string(),
  at: z.date(),
  address: z.string().describe('its id in the Fediverse, where it stays'),
  kind: z.enum(KINDS),
  titles: Names.optional(),
  texts: PostTexts,
  from: z.date().optional(),
  to: z.date().optional(),
  place: z.string().optional(),
})
export type Post = z.infer<typeof Post>

export const REPLY_STATES = ['waiting', 'shown', 'refused'] as const
export const Reply = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  uri: z.string().describe('where it came from'),
  author: z.string(),
  authorName: z.string(),
  text: z.string(),
  at: z.date(),
  state: z.enum(REPLY_STATES),
})
export type Reply = z.infer<typeof Reply>

/** Who speaks: the city, or a department that was opened. */
export const Speaker = z.object({
  name: z.string(),
  handle: z.string().describe('how it is found in the Fediverse'),
  address: z.string(),
  names: Names,
  organisationId: z.uuid().optional(),
  followers: z.number().int(),
})
export type Speaker = z.infer<typeof Speaker>

export const Follower = z.object({ uri: z.string(), handle: z.string(), at: z.date() })
export type Follower = z.infer<typeof Follower>
