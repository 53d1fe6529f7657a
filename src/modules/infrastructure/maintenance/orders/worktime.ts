/** The city's working time: days off, and minutes counted only while somebody works. Pure. */
import { dayAfter, type Zone } from '#stats'
import type { WorkingTime } from './types.ts'

const SHIFT: [number, number] = [7 * 60, 15 * 60]
/** Until the city says otherwise. */
export const USUAL: WorkingTime = {
  week: [[SHIFT], [SHIFT], [SHIFT], [SHIFT], [SHIFT], [], []],
  holidays: 'pl',
  closed: [],
}
const MINUTE_MS = 60_000
/** A clock that finds no working time in so many days will find none. */
const DAYS_MAX = 3_700

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
export function easter(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return new Date(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1)).toISOString().slice(0, 10)
}

const FIXED = ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26']
/** Free by law since 2025 (Journal of Laws 2024, item 1965). */
const CHRISTMAS_EVE_SINCE = 2025

/** Poland's public holidays, by the act of 18 January 1951 with its changes. */
export function polishHolidays(year: number): string[] {
  const sunday = easter(year)
  return [
    ...FIXED.map((day) => `${year}-${day}`),
    ...(year >= CHRISTMAS_EVE_SINCE ? [`${year}-12-24`] : []),
    ...[0, 1, 49, 60].map((days) => dayAfter(sunday, days)),
  ].sort()
}

const known = new Map<number, ReadonlySet<string>>()
function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4))
  let days = known.get(year)
  if (!days) known.set(year, (days = new Set(polishHolidays(year))))
  return days.has(day)
}

/** When somebody works on that day, as instants. */
function spansOf(time: WorkingTime, zone: Zone, day: string): [number, number][] {
  if (time.closed.includes(day) || (time.holidays === 'pl' && isHoliday(day))) return []
  const weekday = (new Date(day).getUTCDay() + 6) % 7
  return time.week[weekday]!.map(([from, to]) => [zone.startOf(day, from), zone.startOf(day, to)])
}

/** The working day so many after that one. Where nobody ever works, the days of the calendar count. */
export function workingDayAfter(time: WorkingTime, day: string, days: number): string {
  const isFree = (one: string) =>
    time.week[(new Date(one).getUTCDay() + 6) % 7]!.length === 0 || time.closed.includes(one) || (time.holidays === 'pl' && isHoliday(one)) // prettier-ignore
  let found = day
  for (let left = days, n = 0; left > 0; n++) {
    if (n > DAYS_MAX) return dayAfter(day, days)
    found = dayAfter(found)
    if (!isFree(found)) left--
  }
  return found
}

/** Working minutes from one instant to another. */
export function minutesBetween(time: WorkingTime, zone: Zone, from: number, to: number): number {
  let sum_ms = 0
  const last = zone.dayOf(Math.max(from, to))
  for (let day = zone.dayOf(from), n = 0; day <= last && n < DAYS_MAX; day = dayAfter(day), n++)
    for (const [begin, end] of spansOf(time, zone, day))
      sum_ms += Math.max(0, Math.min(end, to) - Math.max(begin, from))
  return sum_ms / MINUTE_MS
}

/** The instant at which so many working minutes have passed. Undefined where nobody ever works. */
export function after(time: WorkingTime, zone: Zone, from: number, minutes: number): number | undefined {
  let left_ms = minutes * MINUTE_MS
  for (let day = zone.dayOf(from), n = 0; n < DAYS_MAX; day = dayAfter(day), n++) {
    for (const [begin, end] of spansOf(time, zone, day)) {
      const start = Math.max(begin, from)
      if (end <= start) continue
      if (end - start >= left_ms) return start + left_ms
      left_ms -= end - start
    }
  }
  return undefined
}
