/**
 * Readings of any fineness as days of a place. The rules: a reading lasts as long as most do, and counts to the day in which it
 * begins; a day's use is known where readings cover all of it, its temperature where they cover nine tenths; nothing is filled.
 */
import { median } from '../robust.ts'
import { refuse } from './refusals.ts'
import { DAY_MS, dayAfter, type Zone } from './zone.ts'

/** Ten years of minutes. */
export const READINGS_MAX = 5_300_000
/** A temperature's share of the day that must be known (CalTRACK 2.2.1.3). */
const TEMPERATURE_SHARE = 0.9
/** Readings further apart than this are of several days. */
const DAILY_MAX_MS = 1.5 * DAY_MS
const FINER_MAX_MS = DAY_MS / 2

/** `at_ms` is when it begins, or was taken; null where there is no figure. */
export type Timed = { readonly at_ms: number; readonly value: number | null }

/** A day without a figure says why: readings are missing, two are of one day, or it may not have been over. */
export type Daily = { readonly day: string; readonly value: number | null; readonly why?: 'gap' | 'several' | 'open' }

/**
 * The use of each day from the first to the last. The last row of a file may be of a day that was not over: it closes the row
 * before it and is not counted itself, unless `closed` says that it is whole. Throws `stats.savings.…`.
 */
export function dailyUse(readings: readonly Timed[], zone: Zone, { closed = false } = {}): Daily[] {
  const { ordered, cadence_ms } = inOrder(readings)
  const last = ordered.at(-1)!
  const counted = closed ? ordered : ordered.slice(0, -1)
  const days = byDay(counted, zone)
  const until = zone.dayOf(last.at_ms)
  return spanned(zone.dayOf(ordered[0]!.at_ms), until, (day): Daily => {
    const values = days.get(day) ?? []
    const [found, needed] = [values.length, neededOf(day, zone, cadence_ms)]
    if (found === needed) return { day, value: sum(values) }
    return { day, value: null, why: found > needed ? 'several' : day === until && !closed ? 'open' : 'gap' }
  })
}

/** The mean temperature of each day from the first to the last. Throws `stats.savings.…`. */
export function dailyMean(readings: readonly Timed[], zone: Zone): Daily[] {
  const { ordered, cadence_ms } = inOrder(readings)
  const days = byDay(ordered, zone)
  return spanned(zone.dayOf(ordered[0]!.at_ms), zone.dayOf(ordered.at(-1)!.at_ms), (day): Daily => {
    const values = days.get(day) ?? []
    const enough = values.length > 0 && values.length >= TEMPERATURE_SHARE * neededOf(day, zone, cadence_ms)
    return enough ? { day, value: sum(values) / values.length } : { day, value: null, why: 'gap' }
  })
}

/** By time, with the length that most of them have. Throws `stats.savings.empty`, `tooMany`, `notFinite`, `twice`, `cadence`. */
function inOrder(readings: readonly Timed[]): { ordered: Timed[]; cadence_ms: number } {
  if (readings.length < 2) throw refuse.empty({ found: readings.length })
  if (readings.length > READINGS_MAX) throw refuse.tooMany({ found: readings.length, most: READINGS_MAX })
  const wrong = readings.find(({ value }) => value !== null && !Number.isFinite(value))
  if (wrong) throw refuse.notFinite({ at: new Date(wrong.at_ms).toISOString(), found: String(wrong.value) })
  const ordered = readings.toSorted((a, b) => a.at_ms - b.at_ms)
  const steps = ordered.slice(1).map(({ at_ms }, i) => at_ms - ordered[i]!.at_ms)
  const again = steps.indexOf(0)
  if (again >= 0) throw refuse.twice({ at: new Date(ordered[again]!.at_ms).toISOString() })
  const cadence_ms = median(steps)!
  if (cadence_ms > DAILY_MAX_MS || (cadence_ms > FINER_MAX_MS && cadence_ms < DAY_MS / 1.5))
    throw refuse.cadence({ hours: Math.round(cadence_ms / 3_600_000) })
  return { ordered, cadence_ms }
}

function byDay(readings: readonly Timed[], zone: Zone): Map<string, number[]> {
  const days = new Map<string, number[]>()
  for (const { at_ms, value } of readings) {
    if (value === null) continue
    const day = zone.dayOf(at_ms)
    const values = days.get(day)
    if (values) values.push(value)
    else days.set(day, [value])
  }
  return days
}

/** How many readings make up the day. */
function neededOf(day: string, zone: Zone, cadence_ms: number): number {
  if (cadence_ms > FINER_MAX_MS) return 1
  return Math.floor((zone.startOf(dayAfter(day)) - zone.startOf(day)) / cadence_ms)
}

function spanned(from: string, to: string, make: (day: string) => Daily): Daily[] {
  const days: Daily[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(make(day))
  return days
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Of every day there is. */
export const valuesOf = (days: readonly Daily[]): ReadonlyMap<string, number> =>
  new Map(days.flatMap(({ day, value }) => (value === null ? [] : [[day, value] as const])))
