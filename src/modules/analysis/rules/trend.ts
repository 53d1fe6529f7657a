/**
 * Where an indicator is going: the Theil–Sen slope and the Mann–Kendall test of the part of its series after the last
 * break, said in a word that respects which way is better. Pure.
 */
import { trend, type Trend as Numbers } from '#stats'
import type { KnownIndicator, Parameters } from '../types/index.ts'
import { lastPart, yearBefore, yearly, yearOf, type Point } from './series.ts'

export const TREND_WORDS = ['improving', 'worsening', 'rising', 'falling', 'unclear', 'constant', 'short'] as const
export type TrendWord = (typeof TREND_WORDS)[number]

export type Trend = {
  word: TrendWord
  /** Money of its day: that it rises may be prices alone, so it is neither improving nor worsening. */
  nominal: boolean
  /** The first and the last figure read, and how many there were. */
  from?: string
  to?: string
  n: number
  /** The break after which the part begins, and how many figures before it were left out. */
  since?: string
  before: number
  /** A year; null where so few figures allow no interval. */
  slope?: number
  interval?: Numbers['interval']
  p?: number
  tau?: number
  method?: Numbers['method']
}

/** A currency in the unit: PLN, PLN/m2, PLN/person. */
const CURRENCY = /(^|[^A-Za-z])[A-Z]{3}([^A-Za-z]|$)/

type Settings = Pick<Parameters, 'years' | 'pointsMin' | 'level'>

/** `years`: no further back than that from the last figure. Fewer than `pointsMin` figures are too few to tell. */
export function trendOf(
  points: readonly Point[],
  breaks: readonly string[],
  { direction, unit }: Pick<KnownIndicator, 'direction' | 'unit'>,
  { years, pointsMin, level }: Settings,
): Trend {
  const nominal = CURRENCY.test(unit)
  const all = yearly(points)
  const { points: part, since } = lastPart(all, breaks)
  const last = part.at(-1)
  if (!last) return { word: 'short', nominal, n: 0, before: 0 }
  const used = part.filter(({ period }) => yearOf(period) > yearOf(last.period) - years)
  const span = { from: used[0]!.period, to: last.period, n: used.length }
  const about = { nominal, ...span, since, before: all.length - part.length }
  if (used.length < pointsMin) return { word: 'short', ...about }
  const found = trend(
    used.map(({ period, value }) => ({ x: yearOf(period), y: value })),
    { level },
  )
  if (found.kind === 'tooFew') return { word: 'short', ...about }
  if (found.kind === 'constant') return { word: 'constant', ...about, slope: 0, interval: { low: 0, high: 0, level } }
  const { slope, interval, p, tau, method } = found
  return { word: wordOf(found.direction, nominal ? 'context' : direction), ...about, slope, interval, p, tau, method }
}

function wordOf(found: Numbers['direction'], better: KnownIndicator['direction']): TrendWord {
  if (found === 'none') return 'unclear'
  if (better === 'context') return found
  return (found === 'rising') === (better === 'higher') ? 'improving' : 'worsening'
}

export type Change =
  | { kind: 'change'; from: Point; to: Point; by: number }
  | { kind: 'break'; from: Point; to: Point; at: string }
  | { kind: 'noFigure'; period: string }

/** From the same part of the year before to the last figure; not told across a break. */
export function yearOnYear(points: readonly Point[], breaks: readonly string[]): Change | undefined {
  const to = points.at(-1)
  if (!to) return undefined
  const before = yearBefore(to.period)
  const from = points.find(({ period }) => period === before)
  if (!from) return { kind: 'noFigure', period: before }
  const { since } = lastPart([from, to], breaks)
  return since ? { kind: 'break', from, to, at: since } : { kind: 'change', from, to, by: to.value - from.value }
}
