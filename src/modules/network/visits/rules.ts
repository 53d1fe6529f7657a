/** When a visit may be begun. Pure. */
import { refusals } from '#platform/errors'
import { UNDER_WAY_MIN, VISIT_AGAIN_MIN, type Outcome } from './types.ts'

export const refuse = refusals('visits', { underWay: 409, tooSoon: 429, over: 409 })

const MINUTE_MS = 60_000
const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS)

export const againAt = (at: Date): Date => after(at, VISIT_AGAIN_MIN)

/** Throws `visits.underWay`, `visits.tooSoon`. */
export function demandTime({ at, outcome }: { at: Date; outcome?: Outcome }, now: Date): void {
  if (outcome === undefined && now < after(at, UNDER_WAY_MIN)) throw refuse.underWay()
  const seconds = Math.ceil((againAt(at).getTime() - now.getTime()) / 1_000)
  if (seconds > 0) throw refuse.tooSoon({ minutes: VISIT_AGAIN_MIN, seconds })
}
