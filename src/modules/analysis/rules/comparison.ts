/**
 * One area among its peers, by one indicator, in the newest period that it has in common with enough of them. A peer without one may lend an older one within the allowed lag, and
 * then its own period is said; else it is left out, and said too. Pure.
 */
import { commonPeriod } from '#indicators'
import { percentiles, quantile, ranks } from '#stats'
import type { KnownIndicator, Parameters } from '../types/index.ts'
import { pointsOf, yearOf, type Point } from './series.ts'

export type Figure = { area: string; period: string; value: number; rank: number }
export type LeftOut = { area: string; why: 'noFigure' | 'otherPeriod'; last?: string }

/**
 * `compared`, or why not: `noFigure` of the area itself, `tooFew` peers (or too small a share of them) with one, `extensive` where the figure grows with
 * the size of the area.
 */
export type Comparison = {
  outcome: 'compared' | 'noFigure' | 'tooFew' | 'extensive'
  period?: string
  value?: number
  /** How many peers have a figure; the area itself is not counted. */
  peers: number
  /** Best first, the area itself among them; largest first where neither is better. */
  figures: Figure[]
  left: LeftOut[]
  position?: Position
}
export type Position = {
  rank: number
  /** Areas in the ranking, its own included. */
  of: number
  /** How many others have the very same value. */
  ties: number
  /** Share of the peers that it is better than, equal ones counted as half; of 100. */
  percentile: number
  allEqual: boolean
  /** Of the peers alone. `better` and `worse` are the quartiles; `better` the upper one where neither side is. */
  median: number
  better: number
  worse: number
  /** Between the quartiles; where those are equal, between the ends. 0 where all peers are equal. */
  spread: number
}

type Settings = Pick<Parameters, 'share' | 'lag' | 'peersMin' | 'coverage'>

export function compare(
  indicator: KnownIndicator,
  area: string,
  peers: readonly string[],
  settings: Settings,
): Comparison {
  const own = pointsOf(indicator, area)
  const others = peers.filter((id) => id !== area).map((id) => ({ area: id, points: pointsOf(indicator, id) }))
  if (own.length === 0) return { outcome: 'noFigure', peers: 0, figures: [], left: [] }
  const period = commonPeriod([{ area, points: own }, ...others], area, settings.share)!
  const { value } = own.find((point) => point.period === period)!
  if (indicator.extensive) return { outcome: 'extensive', period, value, peers: 0, figures: [], left: [] }
  const found = others.flatMap(({ area, points }) => {
    const point = lent(points, period, settings.lag)
    return point ? [{ area, period: point.period, value: point.value }] : []
  })
  const left = others.flatMap(({ area, points }): LeftOut[] => {
    if (lent(points, period, settings.lag)) return []
    return points.length === 0
      ? [{ area, why: 'noFigure' }]
      : [{ area, why: 'otherPeriod', last: points.at(-1)!.period }]
  })
  const about = { period, value, peers: found.length, left }
  const best = indicator.direction === 'lower' ? 'lowest' : 'highest'
  const all = [{ area, period, value }, ...found]
  const places = ranks(
    all.map((figure) => figure.value),
    { best },
  )
  const figures = all
    .map((figure, i) => ({ ...figure, rank: places[i]! }))
    .sort((a, b) => a.rank - b.rank || (a.area < b.area ? -1 : 1))
  const enough = Math.max(settings.peersMin, settings.coverage * others.length)
  if (found.length < enough) return { outcome: 'tooFew', ...about, figures }
  return { outcome: 'compared', ...about, figures, position: positionOf(all, places[0]!, best) }
}

function positionOf(all: readonly { value: number }[], rank: number, best: 'highest' | 'lowest'): Position {
  const values = all.map(({ value }) => value)
  const [own, ...others] = values as [number, ...number[]]
  const lower = quantile(others, 0.25)!
  const upper = quantile(others, 0.75)!
  return {
    rank,
    of: all.length,
    ties: others.filter((value) => value === own).length,
    percentile: percentiles(values, best)[0]!,
    allEqual: values.every((value) => value === own),
    median: quantile(others, 0.5)!,
    better: best === 'lowest' ? lower : upper,
    worse: best === 'lowest' ? upper : lower,
    spread: upper - lower || Math.max(...others) - Math.min(...others),
  }
}

/** The figure of the period, or the nearest earlier one of the same part of a year within the lag. */
function lent(points: readonly Point[], period: string, lag: number): Point | undefined {
  return points.findLast(
    (point) =>
      point.period.slice(4) === period.slice(4) &&
      yearOf(point.period) <= yearOf(period) &&
      yearOf(point.period) >= yearOf(period) - lag,
  )
}
