/**
 * Lighting by IPMVP option A: the power of a lamp is measured on a sample before and after, the hours it burns are computed from
 * the sun's position and the profile by which it is dimmed. What the sample leaves open is the interval.
 */
import { studentQuantileUpper } from '../student.ts'
import { burningOf, type Burning, type Site, type Switching } from './burning.ts'
import { refuse } from './refusals.ts'
import { LEVEL } from './uncertainty.ts'
import { DAY_MS, dayAfter, daysFrom, type Zone } from './zone.ts'

const GROUPS_MAX = 1_000
const DAYS_MAX = 3_660
const SAMPLE_MIN = 2

/** At a time of night, lamps burn at a share of their power. Minutes from the place's midnight, over midnight where `from` is after `to`. */
export type Dimming = { readonly from_min: number; readonly to_min: number; readonly share: number }
/** One state of a group: the watts measured of some of its lamps, how they are switched and dimmed. */
export type LightingState = {
  readonly measured_w: readonly number[]
  readonly switching: Switching
  readonly dimming: readonly Dimming[]
}
export type LightingGroup = {
  readonly name: string
  readonly count: number
  readonly before: LightingState
  readonly after: LightingState
}

export type LightingPart = {
  readonly name: string
  readonly count: number
  readonly beforeMean_w: number
  readonly afterMean_w: number
  readonly beforeHours: number
  readonly afterHours: number
  /** Hours at full power that burn as much. */
  readonly beforeFullHours: number
  readonly afterFullHours: number
  readonly baseline: number
  readonly use: number
  readonly avoided: number
  readonly days: readonly { readonly day: string; readonly baseline: number; readonly use: number }[]
}

export type LightingAvoided = {
  readonly groups: readonly LightingPart[]
  readonly baseline: number
  readonly use: number
  readonly avoided: number
  readonly level: number
  readonly interval: { readonly low: number; readonly high: number; readonly band: number }
}

export type LightingAsked = { site: Site; from: string; to: string; level?: number }

/** In kWh, from one day to before another. Throws `stats.savings.inventory`, `tooMany`, `noDays`, `level`. */
export function lightingAvoided(groups: readonly LightingGroup[], asked: LightingAsked): LightingAvoided {
  const { site, from, to, level = LEVEL } = asked
  if (!(level > 0 && level < 1)) throw refuse.level({ found: String(level) })
  const span = daysFrom(from, to)
  if (!(span > 0)) throw refuse.noDays({ from, to, withUse: 0, withTemperature: 0 })
  if (span > DAYS_MAX || groups.length > GROUPS_MAX) throw refuse.tooMany({ found: Math.max(span, groups.length), most: span > DAYS_MAX ? DAYS_MAX : GROUPS_MAX }) // prettier-ignore
  groups.forEach(demandSound)
  const nights = Array.from({ length: span }, (_, i) => dayAfter(from, i))
  const parts = groups.map((group) => partOf(group, nights, site))
  const sum = (of: (part: LightingPart) => number) => parts.reduce((total, part) => total + of(part), 0)
  const avoided = sum((part) => part.avoided)
  const band = bandOf(groups, parts, level)
  return {
    ...{ groups: parts, baseline: sum((part) => part.baseline), use: sum((part) => part.use), avoided, level },
    interval: { low: avoided - band, high: avoided + band, band },
  }
}

function demandSound({ name, count, before, after }: LightingGroup): void {
  const demand = (what: string, found: unknown, right: boolean) => {
    if (!right) throw refuse.inventory({ name, what, found: String(found) })
  }
  demand('count', count, Number.isInteger(count) && count > 0)
  for (const { measured_w, switching, dimming } of [before, after]) {
    demand('sample', measured_w.length, measured_w.length >= SAMPLE_MIN && measured_w.length <= count)
    for (const watts of measured_w) demand('watts', watts, watts >= 0 && watts <= 10_000)
    demand('altitude', switching.altitude_deg, switching.altitude_deg <= 0 && switching.altitude_deg >= -18)
    for (const { share, from_min, to_min } of dimming) {
      demand('share', share, share >= 0 && share <= 1)
      for (const minute of [from_min, to_min]) demand('minute', minute, minute >= 0 && minute < 1_440)
    }
  }
}

function partOf({ name, count, before, after }: LightingGroup, nights: string[], site: Site): LightingPart {
  const [beforeMean_w, afterMean_w] = [meanOf(before.measured_w), meanOf(after.measured_w)]
  const [was, is] = [before, after].map((state) => nights.map((day) => hoursOf(day, state, site))) as [Hours[], Hours[]]
  const kWh = (watts: number, hours: number) => (count * watts * hours) / 1000
  const total = (list: Hours[], of: keyof Hours) => list.reduce((sum, hours) => sum + hours[of], 0)
  const [beforeFullHours, afterFullHours] = [total(was, 'full'), total(is, 'full')]
  const [baseline, use] = [kWh(beforeMean_w, beforeFullHours), kWh(afterMean_w, afterFullHours)]
  return {
    ...{ name, count, beforeMean_w, afterMean_w, beforeFullHours, afterFullHours },
    ...{ beforeHours: total(was, 'burning'), afterHours: total(is, 'burning') },
    ...{ baseline, use, avoided: baseline - use },
    days: nights.map((day, i) => ({
      day,
      baseline: kWh(beforeMean_w, was[i]!.full),
      use: kWh(afterMean_w, is[i]!.full),
    })),
  }
}

type Hours = { burning: number; full: number }

/** Of the night that begins on this day. */
function hoursOf(day: string, { switching, dimming }: LightingState, site: Site): Hours {
  const night = burningOf(day, site, switching)
  if (!night) return { burning: 0, full: 0 }
  const burning = (night.to_ms - night.from_ms) / 3_600_000
  const spared = dimming.reduce((sum, dimmed) => sum + (1 - dimmed.share) * overlap_h(day, night, dimmed, site.zone), 0)
  return { burning, full: Math.max(0, burning - spared) }
}

/** How long the lamps are dimmed in the night that begins on this day: its evening, and the morning after. */
function overlap_h(day: string, night: Burning, { from_min, to_min }: Dimming, zone: Zone): number {
  const at = (date: string, minute: number) => zone.startOf(date, minute)
  const spans = [day, dayAfter(day)].map((date) => {
    const until = from_min < to_min ? date : dayAfter(date)
    return [at(date, from_min), at(until, to_min)] as const
  })
  // Over midnight, the span that began the evening before may still hold on at dusk.
  if (from_min >= to_min) spans.push([at(dayAfter(day, -1), from_min), at(day, to_min)])
  const covered = spans.map(([from, to]) => Math.max(0, Math.min(to, night.to_ms) - Math.max(from, night.from_ms)))
  return covered.reduce((sum, ms) => sum + ms, 0) / (DAY_MS / 24)
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Each mean is off by what its sample tells; together by their squares, with the degrees of freedom of Welch and Satterthwaite. */
function bandOf(groups: readonly LightingGroup[], parts: readonly LightingPart[], level: number): number {
  const variances = groups.flatMap(({ count, before, after }, i) => {
    const { beforeFullHours, afterFullHours } = parts[i]!
    return [
      { sample: before.measured_w, kWhPerWatt: (count * beforeFullHours) / 1000 },
      { sample: after.measured_w, kWhPerWatt: (count * afterFullHours) / 1000 },
    ].map(({ sample, kWhPerWatt }) => ({
      variance: kWhPerWatt ** 2 * varianceOfMean(sample, count),
      freedom: sample.length - 1,
    }))
  })
  const variance = variances.reduce((sum, one) => sum + one.variance, 0)
  if (variance === 0) return 0
  const freedom = variance ** 2 / variances.reduce((sum, one) => sum + one.variance ** 2 / one.freedom, 0)
  return studentQuantileUpper((1 - level) / 2, freedom) * Math.sqrt(variance)
}

/** Of a sample's mean as that of all: where all were measured, nothing is open. */
function varianceOfMean(sample: readonly number[], count: number): number {
  const mean = meanOf(sample)
  const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sample.length - 1)
  return (variance / sample.length) * (1 - sample.length / count)
}
