/** How far a target is, whether it was met, and whether the pace of the trend reaches it. Pure: the day is passed in. */
import { lastDay } from '#indicators'
import type { KnownIndicator, KnownTarget } from '../types/index.ts'
import { yearOf, type Point } from './series.ts'
import { isPast, valueIn } from './targets.ts'
import type { Trend } from './trend.ts'

/** Further ahead than this no year is told. */
export const YEARS_AHEAD_MAX = 50

/**
 * Of a period that is over: `met`, `missed`, or `awaited` while its figure is not published. Of one to come: `reached`
 * already, `losing` it at this pace, `onPace` with the whole interval, `mayReach` with the line alone, `offPace`,
 * `unknown` where no pace can be told. Without a date: `reached` or `toReach`. `unfit`: its unit no longer converts.
 */
export const TARGET_STATES = [
  'met',
  'missed',
  'awaited',
  'reached',
  'losing',
  'onPace',
  'mayReach',
  'offPace',
  'unknown',
  'toReach',
  'unfit',
] as const
export type TargetState = (typeof TARGET_STATES)[number]

export type Verdict = {
  target: KnownTarget
  state: TargetState
  /** In the indicator's unit. */
  value?: number
  latest?: Point
  /** How much the latest figure lacks; 0 where it lacks nothing. */
  lacking?: number
  /** The figure of the target's own period. */
  judged?: Point
  /** From the latest figure onward at the trend's slope; the interval is the slope's; within what is possible. */
  projected?: { value: number; low: number; high: number } | { value: number }
  /** The first year in which the line reaches it; null where it does not within `YEARS_AHEAD_MAX` years. */
  reachedIn?: number | null
}

export function verdictOf(
  target: KnownTarget,
  { unit, valid }: Pick<KnownIndicator, 'unit' | 'valid'>,
  points: readonly Point[],
  trend: Trend,
  day: string,
): Verdict {
  const value = valueIn(target, unit)
  if (value === undefined) return { target, state: 'unfit' }
  const latest = points.at(-1)
  const meets = (figure: number) => (target.bound === 'atLeast' ? figure >= value : figure <= value)
  const lacking = latest && (meets(latest.value) ? 0 : Math.abs(latest.value - value))
  const about = { target, value, latest, lacking }
  const { period } = target
  if (period !== undefined && isPast(period, day)) {
    const end = lastDay(period)
    const judged = points.findLast((point) => lastDay(point.period) === end)
    return { ...about, judged, state: judged ? (meets(judged.value) ? 'met' : 'missed') : 'awaited' }
  }
  if (!latest) return { ...about, state: 'unknown' }
  const reachedIn = lacking === 0 ? undefined : yearReached(latest, trend, value)
  if (period === undefined) return { ...about, reachedIn, state: lacking === 0 ? 'reached' : 'toReach' }
  const projected = projection(latest, trend, yearOf(period), valid)
  return { ...about, reachedIn, projected, state: stateAhead(lacking === 0, projected, meets) }
}

function projection(
  latest: Point,
  { slope, interval }: Trend,
  year: number,
  { min = -Infinity, max = Infinity }: NonNullable<KnownIndicator['valid']> = {},
): Verdict['projected'] {
  if (slope === undefined) return undefined
  const years = Math.max(0, year - yearOf(latest.period))
  const after = (slope: number) => Math.min(max, Math.max(min, latest.value + slope * years))
  if (!interval) return { value: after(slope) }
  return { value: after(slope), low: after(interval.low), high: after(interval.high) }
}

function stateAhead(now: boolean, projected: Verdict['projected'], meets: (figure: number) => boolean): TargetState {
  if (!projected) return now ? 'reached' : 'unknown'
  const ends = 'low' in projected ? [projected.low, projected.high] : undefined
  if (now) return ends?.every((end) => !meets(end)) ? 'losing' : 'reached'
  if (!meets(projected.value)) return 'offPace'
  return ends?.every(meets) ? 'onPace' : 'mayReach'
}

function yearReached(latest: Point, { slope }: Trend, value: number): number | null | undefined {
  if (slope === undefined) return undefined
  // What rounding adds to a whole number of years is no further year.
  const years = Math.ceil((value - latest.value) / slope - 1e-9)
  return years > 0 && years <= YEARS_AHEAD_MAX ? yearOf(latest.period) + years : null
}
