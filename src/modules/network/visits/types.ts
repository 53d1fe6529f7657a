/** A visit that a person asked for, of another city or of a non-member's address: begun at once, seen while it is under way. */
import { z } from 'zod'

/** No sooner is another one begun: whoever is visited answers the whole network. */
export const VISIT_AGAIN_MIN = 5
/** After so long one is begun anew, whatever became of it. */
export const UNDER_WAY_MIN = 30

export const VISIT_STATES = ['underWay', 'good', 'failed', 'cancelled'] as const
export const Visit = z.object({
  at: z.date().describe('when it was asked for'),
  state: z.enum(VISIT_STATES).describe('`failed`: what went wrong is kept with whoever was visited'),
  done: z.int().describe('steps'),
  total: z.int().optional(),
  againAt: z.date().describe('no sooner is another one begun'),
  isTooSoon: z.boolean(),
})
export type Visit = z.infer<typeof Visit>
export type Outcome = Exclude<Visit['state'], 'underWay'>
