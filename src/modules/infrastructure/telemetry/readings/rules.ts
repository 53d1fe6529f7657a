/** Which readings are kept, and in which month they lie. Pure. */
import { refuse } from './refusals.ts'
import type { Reading } from './types.ts'

/** Before it everything lies in one partition. */
export const FIRST_YEAR = 2015
/** A clock that is further ahead is wrong, and each month ahead would be a table. */
export const AHEAD_DAYS_MAX = 366
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/
const DAY_MS = 86_400_000

/** Throws `readings.badTime` for a time without its zone, and `readings.tooFarAhead`. */
export function instantOf(time: string, now: Date): number {
  const at_ms = ZONED.test(time) ? Date.parse(time.replace(',', '.')) : NaN
  if (Number.isNaN(at_ms)) throw refuse.badTime({ time: time.slice(0, 60) })
  if (at_ms > now.getTime() + AHEAD_DAYS_MAX * DAY_MS) throw refuse.tooFarAhead({ time, daysMax: AHEAD_DAYS_MAX })
  return at_ms
}

/** `2026-11` in UTC; undefined for the time before the first month. */
export function monthOf(at_ms: number): string | undefined {
  const at = new Date(at_ms)
  const year = at.getUTCFullYear()
  return year < FIRST_YEAR ? undefined : `${year}-${String(at.getUTCMonth() + 1).padStart(2, '0')}`
}

export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number)).toISOString().slice(0, 7)
}

export const keyOf = ({ entityId, attribute, datasetId = '' }: Omit<Reading, 'observedAt'>): string =>
  `${entityId}\n${attribute}\n${datasetId}`
