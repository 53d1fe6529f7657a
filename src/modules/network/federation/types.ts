/** What the city says to whoever follows it, and what comes back. */
import { z } from 'zod'

export const TEXT_CHARS_MAX = 5_000
export const NAME_CHARS_MAX = 200
export const PLACE_CHARS_MAX = 200
export const REPLY_CHARS_MAX = 5_000
export const REASON_CHARS_MAX = 500
export const REPORT_CHARS_MAX = 1_000
export const ALT_CHARS_MAX = 1_000
export const PICTURES_MAX = 4
export const PAGE_POSTS = 20

/** By which the city itself is known; departments have names of their own. */
export const CITY_ACTOR = 'city'
export const ActorName = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

const name = z.string().trim().min(1).max(NAME_CHARS_MAX)
const Names = z.object({ pl: name, en: name, uk: name })
const text = z.string().trim().min(1).max(TEXT_CHARS_MAX)
export const PostTexts = z.object({ pl: text, en: text, uk: text })

export const Reason = z.string().trim().min(1).max(REASON_CHARS_MAX)

const alt = z.string().trim().min(1).max(ALT_CHARS_MAX)
const Alts = z.object({ pl: alt, en: alt, uk: alt }).describe('what is to be seen, for who cannot see it')
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Pictured = z.object({ sha256: sha256.describe('of a picture that was kept'), alts: Alts })
export const Picture = Pictured.extend({ mediaType: z.string() })
export type Picture = z.infer<typeof Picture>

export const KINDS = ['note', 'article', 'event'] as const
const spoken = {
  actor: ActorName.default(CITY_ACTOR),
  texts: PostTexts,
  pictures: z.array(Pictured).max(PICTURES_MAX).default([]),
}
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
  pictures: z.array(Picture),
  version: z.number().int().describe('grows by one each time it is revised'),
  revisedAt: z.date().optional(),
})
export type Post = z.infer<typeof Post>

/** An event that was taken back: what a calendar needs to strike it out, and nothing that it said. */
export type CalledOff = Pick<Post, 'id' | 'address' | 'version'> & { madeAt: Date; at: Date; from: Date; to: Date }

/** How it read before it was revised. */
export const PostVersion = Post.pick({ version: true, at: true, titles: true, texts: true, from: true, to: true, place: true }) // prettier-ignore
export type PostVersion = z.infer<typeof PostVersion>

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

export const Verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('shown') }),
  z.object({ verdict: z.literal('refused'), reason: Reason }),
])
export type Verdict = z.infer<typeof Verdict>

export const ReportWords = z.string().trim().min(1).max(REPORT_CHARS_MAX)
export const OUTCOMES = ['hidden', 'kept'] as const
export const Settlement = z.object({ outcome: z.enum(OUTCOMES), reason: Reason })
export type Settlement = z.infer<typeof Settlement>
/** What somebody has against an answer, or another server against a post. */
export const Report = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  by: z.string().describe('an address in the Fediverse, or who has an account here'),
  words: z.string(),
  at: z.date(),
  reply: Reply.optional(),
})
export type Report = z.infer<typeof Report>

/** A server that was told something and did not take it. */
export const Undelivered = z.object({
  host: z.string(),
  since: z.date(),
  waiting: z.number().int().describe('deliveries that are tried again'),
  nextAt: z.date().optional(),
  givenUp: z.number().int().describe('deliveries that wait until the server answers something else'),
})
export type Undelivered = z.infer<typeof Undelivered>

/** Who speaks: the city, or a department that was opened. */
export const Speaker = z.object({
  name: z.string(),
  handle: z.string().describe('how it is found in the Fediverse'),
  address: z.string(),
  names: Names,
  organisationId: z.uuid().optional(),
  followers: z.number().int(),
  closedAt: z.date().optional().describe('since when it speaks no more'),
})
export type Speaker = z.infer<typeof Speaker>

export const Follower = z.object({
  uri: z.string(),
  handle: z.string(),
  at: z.date(),
  movedTo: z.string().optional().describe('their new account, which does not follow yet'),
})
export type Follower = z.infer<typeof Follower>

export const FOLLOWING_STATES = ['asked', 'accepted', 'refused'] as const
/** Why the city did not follow somebody to where they say they moved. */
export const MOVE_PROBLEMS = [
  'unnamed',
  'unreachable',
  'notBelieved',
  'lookAlike',
  'blocksCity',
  'tooMany',
  'own',
] as const
export type MoveProblem = (typeof MOVE_PROBLEMS)[number]

/** Whom the city follows: another city, a department of it, or anybody else in the Fediverse. */
export const Followed = z.object({
  uri: z.string().describe('their id in the Fediverse'),
  host: z.string(),
  handle: z.string(),
  name: z.string().describe('as they call themselves'),
  page: z.string(),
  state: z.enum(FOLLOWING_STATES),
  at: z.date().describe('since when it is asked, or follows'),
  shown: z.number().int().describe('of what they said and is kept'),
  held: z.number().int().describe('not shown: it may lead to a person'),
  movedTo: z.string().optional().describe('their new account, as they say'),
  moveProblem: z.enum(MOVE_PROBLEMS).optional().describe('why that account is not followed by itself'),
})
export type Followed = z.infer<typeof Followed>

/** In each language that they said it in; what says none is `und`. */
const Said = z.record(z.string(), z.string())
/** What somebody else said whom the city follows: theirs, as plain text. */
export const Heard = z.object({
  id: z.uuid(),
  uri: z.string(),
  page: z.string().describe('where it stands at its author’s'),
  source: z.string(),
  ...{ name: z.string(), handle: z.string(), host: z.string() },
  kind: z.enum(KINDS),
  titles: Said,
  texts: Said,
  at: z.date(),
  from: z.date().optional(),
  to: z.date().optional(),
  place: z.string().optional(),
})
export type Heard = z.infer<typeof Heard>

export const STANDINGS = ['found', 'held', 'opened', 'refused'] as const
/** Something of theirs that is not shown, because it may lead to a person. */
export const HeldBack = Heard.extend({
  found: z.array(z.string()).describe('what the detectors found'),
  standing: z.enum(STANDINGS).describe('at the gate; `found` where nobody asked for it to be shown'),
  note: z.string().optional().describe('why it was refused'),
})
export type HeldBack = z.infer<typeof HeldBack>
