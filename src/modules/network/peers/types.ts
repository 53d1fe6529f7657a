/** Other cities as this one knows them: by their domain, in a state that somebody or something brought about. */
import { z } from 'zod'
import { Place } from '../place/types.ts'

/**
 * `quarantined`: known, and nothing is taken from it. `accepted`: what it says is taken in as its own. `blocked`: by a person.
 * `stopped`: by the house, because it showed different ledgers.
 */
export const PEER_STATES = ['quarantined', 'accepted', 'blocked', 'stopped'] as const
export type PeerState = (typeof PEER_STATES)[number]

/** What brought the state about: it is new; a person said so; its keys are no longer those that were accepted; two ledgers. */
export const PEER_CAUSES = ['new', 'person', 'otherKeys', 'split'] as const
export type PeerCause = (typeof PEER_CAUSES)[number]

export const PEERS_MAX = 5_000
export const REPORTS_OPEN_MAX = 20
export const GROUNDS_CHARS_MAX = 2_000
export const Grounds = z.string().trim().min(1).max(GROUNDS_CHARS_MAX)

/** What one peer may cost in a day. */
export const Limits = z.object({
  requests: z.int().min(0).max(1_000_000),
  bytes: z.int().min(0).max(10_000_000_000),
  objects: z.int().min(0).max(10_000_000).describe('statements and other things that are kept of it'),
})
export type Limits = z.infer<typeof Limits>
export const LIMITS: Limits = { requests: 5_000, bytes: 500_000_000, objects: 50_000 }
/** Until a person has looked at it. */
export const LIMITS_QUARANTINED: Limits = { requests: 200, bytes: 20_000_000, objects: 0 }

export const Move = z.object({
  state: z.enum(PEER_STATES),
  cause: z.enum(PEER_CAUSES),
  at: z.date(),
  by: z.string(),
  grounds: z.string().optional(),
})
export type Move = z.infer<typeof Move>

export const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type Failure = z.infer<typeof Failure>

/** Why a domain could be taken for another: the same at sight, a letter apart, or written in two scripts. */
export const LIKENESSES = ['same', 'near', 'mixed'] as const
export const Likeness = z.object({ kind: z.enum(LIKENESSES), domain: z.string() })
export type Likeness = z.infer<typeof Likeness>

export const FormerKey = z.object({
  key: z.string(),
  from: z.date().optional().describe('since when it signed, by its own word'),
  until: z.date().optional().describe('what it signed later does not count'),
  revoked: z.date().optional().describe('since when others may have had it; never believed again'),
})
export type FormerKey = z.infer<typeof FormerKey>

export const Peer = z.object({
  domain: z.string(),
  /** As people would read it, where its name has other letters than a-z. */
  shown: z.string(),
  did: z.string(),
  place: Place.optional().describe('what it says of itself: its names, where it is, how many live there'),
  state: z.enum(PEER_STATES),
  cause: z.enum(PEER_CAUSES),
  since: z.date(),
  addedAt: z.date(),
  keys: z.array(z.string()).describe('by which it is believed; none before it was first accepted'),
  seen: z.array(z.string()).describe('by which it signs now, as was last seen'),
  former: z.array(FormerKey).describe('by which it signed before, as its document names them'),
  size: z.int().optional().describe('entries of its ledger, as last proved to have only grown'),
  goodAt: z.date().optional().describe('when it last answered well'),
  failures: z.int().describe('in a row, up to now'),
  failure: Failure.optional(),
  nextAt: z.date(),
  limits: Limits,
})
export type Peer = z.infer<typeof Peer>

/** What a log signed, and who showed it. */
export const Sight = z.object({
  domain: z.string(),
  size: z.int(),
  root: z.string(),
  note: z.string(),
  vkey: z.string(),
  /** The domain that gave it: the log's own, or somebody else's that had it from there. */
  by: z.string(),
  at: z.date(),
})
export type Sight = z.infer<typeof Sight>

/** Two things that one log signed and that cannot both be true. */
export const Split = z.object({
  domain: z.string(),
  kind: z
    .enum(['fork', 'rewritten'])
    .describe('two roots of one size, or an older tree that the newer does not begin with'),
  older: Sight.pick({ note: true, vkey: true, by: true }),
  newer: Sight.pick({ note: true, vkey: true, by: true }),
  at: z.date(),
})
export type Split = z.infer<typeof Split>

/** What a person said against a peer. */
export const Report = z.object({
  id: z.uuid(),
  domain: z.string(),
  text: z.string(),
  by: z.string(),
  at: z.date(),
  settled: z.object({ at: z.date(), by: z.string(), answer: z.string() }).optional(),
})
export type Report = z.infer<typeof Report>

export const CHECKPOINTS_FORMAT = 'unia-checkpoints/1'
export const SIGHTS_MAX = 5_000
/** What a city shows of ledgers: its own newest checkpoint, and those of others that it saw. */
const Viewed = z.looseObject({ domain: z.string().max(300), note: z.string().max(65_536), vkey: z.string().max(1_200) })
export type Viewed = z.infer<typeof Viewed>
export const Checkpoints = z.looseObject({
  format: z.literal(CHECKPOINTS_FORMAT),
  seen: z.array(Viewed).max(SIGHTS_MAX),
})
