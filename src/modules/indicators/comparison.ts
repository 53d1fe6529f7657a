/** Many areas beside one another: which period they have in common, who stands where. Pure. */
import { ranks } from '#stats'
import { comparePeriods, PERIOD_KINDS, periodKind } from './periods.ts'
import type { Definition, Value } from './types.ts'

/** Fewer areas than this are no comparison. */
export const COMPARED_MIN = 5
const FIFTHS = 5
/** Nothing measured is as large, and `ranks` takes nothing larger. */
const MAGNITUDE_MAX = 1e100

type Point = Pick<Value, 'period' | 'value' | 'status' | 'reason' | 'seq'>
export type AreaSeries = { area: string; points: Point[] }
type Figures = { area: string; points: readonly Pick<Point, 'period' | 'value'>[] }
export type Direction = Definition['direction']

/** `rank` 1 is the best, or the largest where neither is better; `fifth` 1 is the fifth of the areas that stands first. */
export type Position = { rank: number; fifth: number }
/** A figure beside others. Without a position where it is missing, is of another period, or stands beside too few. */
export type Compared = { area: string; period?: string } & Partial<Omit<Point, 'period'>> &
  Pick<Point, 'value' | 'status'> &
  Partial<Position>
/** `n`: how many areas have a figure for the period, all that positions are counted among. */
export type ComparedLine = { period?: string; n: number; cells: Compared[] }

/**
 * The newest period for which at least half of the areas that have any figure have one (or another share of them), and
 * the first of them too wherever it has any; else the one with most figures. Periods of the coarsest kind come first:
 * years stand beside years.
 */
export function commonPeriod(series: readonly Figures[], first: string, share = 0.5): string | undefined {
  const counts = new Map<string, number>()
  const own = new Set<string>()
  let having = 0
  for (const { area, points } of series) {
    const known = points.filter(({ value }) => value !== null)
    if (known.length > 0) having++
    for (const { period } of known) {
      counts.set(period, (counts.get(period) ?? 0) + 1)
      if (area === first) own.add(period)
    }
  }
  const newest = [...counts.keys()].sort((a, b) => comparePeriods(b, a))
  const coarse = PERIOD_KINDS.flatMap((kind) => newest.filter((period) => periodKind(period) === kind))
  const shared = coarse.filter((period) => counts.get(period)! >= share * having)
  const most = (periods: string[]) => {
    const count = Math.max(...periods.map((period) => counts.get(period)!))
    return periods.find((period) => counts.get(period) === count)
  }
  if (own.size > 0) return shared.find((period) => own.has(period)) ?? most(coarse.filter((period) => own.has(period)))
  return shared[0] ?? most(coarse)
}

/** Where each stands: ties share a place, and the middle of their places counts for the fifth. */
export function positionsOf(figures: { area: string; value: number }[], direction: Direction): Map<string, Position> {
  if (figures.length < COMPARED_MIN) return new Map()
  const best = direction === 'lower' ? 'lowest' : 'highest'
  const values = figures.map(({ value }) => value)
  const places = ranks(values, { best })
  const middles = ranks(values, { best, ties: 'average' })
  return new Map(
    figures.map(({ area }, i) => {
      const behind = (middles[i]! - 1) / (figures.length - 1)
      return [area, { rank: places[i]!, fifth: 1 + Math.min(FIFTHS - 1, Math.floor(behind * FIFTHS)) }]
    }),
  )
}

/**
 * One indicator in the areas asked for, each with its place among `among`. Without a period, the common one; an area that
 * lacks it shows its own latest figure, without a place.
 */
export function compareLine(
  series: Map<string, Point[]>,
  { areas, among, period, direction }: { areas: string[]; among: string[]; period?: string; direction: Direction },
): ComparedLine {
  const beside = [...new Set([...areas, ...among])].map((area) => ({ area, points: series.get(area) ?? [] }))
  const of = period ?? commonPeriod(beside, areas[0] ?? '')
  const at = (area: string) => series.get(area)?.find((point) => point.period === of)
  const figures = among.flatMap((area) => {
    const value = at(area)?.value
    return typeof value === 'number' && Math.abs(value) <= MAGNITUDE_MAX ? [{ area, value }] : []
  })
  const positions = positionsOf(figures, direction)
  const cells = areas.map((area): Compared => {
    const here = at(area)
    const own = period === undefined && (here?.value ?? null) === null
    const shown = (own ? series.get(area)?.findLast(({ value }) => value !== null) : undefined) ?? here
    if (!shown) return { area, period: of, value: null, status: 'M' }
    const { value, status, reason, seq } = shown
    return { area, period: shown.period, value, status, reason, seq, ...(shown === here ? positions.get(area) : {}) }
  })
  return { period: of, n: figures.length, cells }
}
