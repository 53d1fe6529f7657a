/** What a year is likely to cost. Pure. */
const DAY_MS = 86_400_000
/** Before so much of the year has passed, its pace says nothing. */
export const PACE_DAYS_MIN = 60

/**
 * The larger of two: what is spent and committed; and, once 60 days have passed, what is spent so far, stretched over the
 * whole year. A year that is over costs what was spent.
 */
export function forecastOf(spent: number, committed: number, year: number, today: string): number {
  const [begin, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
  const passed = Math.min(end - begin, Date.parse(today) + DAY_MS - begin)
  if (passed < PACE_DAYS_MIN * DAY_MS) return spent + committed
  return Math.max(spent + committed, Math.round((spent * (end - begin)) / passed))
}
