/** The network as this city sees it: itself, the cities that it believes, and what flows between them. */
import { z } from 'zod'
import { Failure } from '../peers/types.ts'
import { Place } from '../place/types.ts'

/** A map of more says nothing; the list of cities has all of them. */
export const LINKS_MAX = 200

/**
 * `works`: it answers, and all that it said was taken in within a day. `behind`: it answers, and something of it is still to
 * come. `silent`: it did not answer well the last time. `new`: it was not asked yet.
 */
export const HEALTHS = ['works', 'behind', 'silent', 'new'] as const
export type Health = (typeof HEALTHS)[number]

/** What is asked for at each visit: its keys and ledger, what it states, what it tells of practices. */
export const PARTS = ['checkpoints', 'statements', 'practices'] as const
export const LinkPart = z.object({
  part: z.enum(PARTS),
  wholeAt: z.date().optional().describe('by when it was last taken in whole'),
  failure: Failure.optional().describe('why it was not, the last time'),
})
export type LinkPart = z.infer<typeof LinkPart>

export const Link = z.object({
  domain: z.string(),
  shown: z.string(),
  place: Place.optional().describe('what the city says of itself'),
  health: z.enum(HEALTHS),
  goodAt: z.date().optional().describe('when it last answered well'),
  failures: z.int().describe('in a row, up to now'),
  failure: Failure.optional().describe('the first of what went wrong'),
  parts: z.array(LinkPart),
  kept: z.int().describe('statements of it that are kept'),
  recomputed: z.int().describe('of those, computed once more here'),
  cards: z.int().describe('good practices of it that stand here'),
})
export type Link = z.infer<typeof Link>

/** Practices of one city that another adopted. */
export const Flow = z.object({
  from: z.string(),
  to: z.string(),
  practices: z.int(),
  results: z.int().describe('of those, measured where they were adopted'),
})
export type Flow = z.infer<typeof Flow>

/** Values that one city asked another for. */
export const Asking = z.object({
  from: z.string().describe('who asks'),
  to: z.string(),
  asked: z.int(),
  answered: z.int().describe('of those, by a statement'),
})
export type Asking = z.infer<typeof Asking>

export const NetworkMap = z.object({
  own: z.object({ domain: z.string(), place: Place }),
  links: z.array(Link),
  flows: z.array(Flow),
  requests: z.array(Asking),
  more: z.int().describe('cities that are believed too and not listed'),
})
export type NetworkMap = z.infer<typeof NetworkMap>
