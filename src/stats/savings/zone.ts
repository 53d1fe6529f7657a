/** Days as a place counts them: cut at its own midnight, 23 or 25 hours long where its clock is moved. */
import { refuse } from './refusals.ts'

export const DAY_MS = 86_400_000
/** No zone moves its clock but at a quarter of an hour. */
const QUARTER_MS = 900_000

export type Zone = {
  readonly name: string
  /** The day, '2025-12-31', of an instant. */
  dayOf(at_ms: number): string
  /** The instant at which the clock shows so many minutes from midnight; the day's beginning where none are given. */
  startOf(day: string, minutes?: number): number
  /** What its clock shows, counted as if that were UTC. */
  wallOf(at_ms: number): number
}

/** Throws `stats.savings.zone`. */
export function zoneOf(name: string): Zone {
  const offset = offsets(name)
  const wallOf = (at_ms: number) => at_ms + offset(at_ms)
  const dayOf = (at_ms: number) => textOf(wallOf(at_ms))
  const startOf = (day: string, minutes = 0) => {
    const wall = Date.parse(day) + minutes * 60_000
    return wall - offset(wall - offset(wall))
  }
  return { name, dayOf, startOf, wallOf }
}

/** How far the clock of the zone is before UTC, remembered by quarter of an hour. */
function offsets(name: string): (at_ms: number) => number {
  if (name === 'UTC') return () => 0
  const format = formatOf(name)
  const known = new Map<number, number>()
  return (at_ms) => {
    const quarter = Math.floor(at_ms / QUARTER_MS)
    let found = known.get(quarter)
    if (found === undefined) known.set(quarter, (found = shownAt(format, quarter * QUARTER_MS) - quarter * QUARTER_MS))
    return found
  }
}

function formatOf(name: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: name, hourCycle: 'h23', ...fields })
  } catch {
    throw refuse.zone({ found: name })
  }
}

/** What the clock shows, as if it were UTC. Swedish writes '2025-12-31 14:30'. */
const shownAt = (format: Intl.DateTimeFormat, at_ms: number): number =>
  Date.parse(`${format.format(at_ms).replace(' ', 'T')}Z`)

const textOf = (at_ms: number): string => new Date(at_ms).toISOString().slice(0, 10)

/** The day so many days later. */
export const dayAfter = (day: string, days = 1): string => textOf(Date.parse(day) + days * DAY_MS)

/** From one day to before another. */
export const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
