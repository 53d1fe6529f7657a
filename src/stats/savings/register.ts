/**
 * A meter's counter as use. The rules: use is what the counter grew by since the reading before; one that falls after it was near
 * its end has rolled over; one that falls otherwise was exchanged or set back, and what was used across that is not known.
 */
import type { Timed } from './daily.ts'
import { refuse } from './refusals.ts'

const DIGITS_MAX = 12
/** Near its end: the last tenth; soon after it: the first. */
const NEAR = 0.1

/** Told because somebody must be able to see it: a meter that was exchanged is a non-routine event. */
export type RegisterEvent = {
  readonly kind: 'rolledOver' | 'exchanged'
  readonly at_ms: number
  readonly from: number
  readonly to: number
}

/** `digits` are those of the counter before the comma, `factor` what one of it is in the unit of use. Throws `stats.savings.digits`, `register`. */
export function useOfRegister(
  readings: readonly Timed[],
  { digits, factor = 1 }: { digits: number; factor?: number },
): { readings: Timed[]; events: RegisterEvent[] } {
  if (!Number.isInteger(digits) || digits < 1 || digits > DIGITS_MAX) throw refuse.digits({ found: String(digits), most: DIGITS_MAX }) // prettier-ignore
  const full = 10 ** digits
  const ordered = readings.toSorted((a, b) => a.at_ms - b.at_ms)
  const outside = ordered.find(({ value }) => value !== null && !(value >= 0 && value < full))
  if (outside)
    throw refuse.register({ at: new Date(outside.at_ms).toISOString(), found: String(outside.value), digits })
  const events: RegisterEvent[] = []
  const use = ordered.map(({ at_ms, value: from }, i): Timed => {
    const to = ordered[i + 1]?.value ?? null
    if (from === null || to === null) return { at_ms, value: null }
    if (to >= from) return { at_ms, value: (to - from) * factor }
    const rolledOver = from >= full * (1 - NEAR) && to <= full * NEAR
    events.push({ kind: rolledOver ? 'rolledOver' : 'exchanged', at_ms: ordered[i + 1]!.at_ms, from, to })
    return { at_ms, value: rolledOver ? (to + full - from) * factor : null }
  })
  return { readings: use, events }
}
