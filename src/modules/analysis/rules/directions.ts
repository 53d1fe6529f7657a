/**
 * Gaps and main directions of action. A gap is what an area lacks to its peers' median (or their better quartile), or to
 * a target, in units of the peers' spread. Its priority is the weighted mean of its size, its importance to the city's
 * own strategy, and its trend. Gaps are gathered into directions by the areas of the strategy. Pure.
 */
import type { AnalysisInput, IndicatorSet, KnownIndicator, Parameters, Place } from '../types/index.ts'
import { evidenceOf, type Evidence } from './assess.ts'
import type { Verdict } from './pace.ts'
import { refuse } from './refusals.ts'
import { yearOf } from './series.ts'
import { binds } from './strengths.ts'
import type { TrendWord } from './trend.ts'

/** A direction is as urgent as the mean of so many of its most urgent gaps: not the more gaps, the more urgent. */
export const LEADING_GAPS = 3
export const TREND_SCORES: Record<TrendWord, number> = {
  worsening: 1,
  improving: 0,
  rising: 0.5,
  falling: 0.5,
  unclear: 0.5,
  constant: 0.5,
  short: 0.5,
}

/** What would close a gap: the value to reach, and how much lacks to it in the indicator's own unit; 0 where nothing does. */
export type Closing = { to: number; lacking: number; spreads?: number }
export type Gap = {
  indicator: string
  evidence: Evidence
  closing: { median?: Closing; better?: Closing; target?: Closing & { id: string } }
  /** What the size is measured to. */
  by: 'median' | 'better' | 'target'
  scores: { size: number; importance: number; trend: number }
  priority: number
  places: (Place & { weight: number })[]
}
export type Direction = Place & { own: boolean; priority: number; gaps: Gap[] }
export type Directions = {
  directions: Direction[]
  /** All gaps, the most urgent first. */
  gaps: Gap[]
  /** Indicators in which nothing lacks. */
  closed: string[]
  /** Those that cannot be measured so, and why. */
  unmeasured: { indicator: string; why: NonNullable<Evidence['levelWhy']> }[]
}

/** Throws `analysis.weightsZero` where no weight is left. */
export function directions(input: AnalysisInput, peers: readonly string[], parameters: Parameters): Directions {
  const { size, importance, trend } = parameters
  if (size + importance + trend === 0) throw refuse.weightsZero({ names: 'size, importance, trend' })
  const weights = weightsOf(input.sets, parameters.set, yearOf(input.day))
  const most = Math.max(...input.indicators.map(({ places }) => weightOf(places, weights)))
  const gaps: Gap[] = []
  const closed: string[] = []
  const unmeasured: Directions['unmeasured'] = []
  for (const indicator of input.indicators) {
    const evidence = evidenceOf(input, indicator, peers, parameters)
    const closing = closingOf(evidence, indicator.direction)
    const measured = sizeOf(closing, parameters)
    if (evidence.levelWhy === 'context' || !measured) {
      unmeasured.push({ indicator: indicator.id, why: evidence.levelWhy ?? 'noFigure' })
    } else if (measured.size === 0) closed.push(indicator.id)
    else gaps.push(gapOf(indicator, { evidence, closing, ...measured }, { weights, most }, parameters))
  }
  gaps.sort((a, b) => b.priority - a.priority || (a.indicator < b.indicator ? -1 : 1))
  return { directions: gathered(input, gaps), gaps, closed, unmeasured }
}

type Measured = { evidence: Evidence; closing: Gap['closing']; by: Gap['by']; size: number }
/** `most`: the weight of the indicator that weighs most. */
type Weighing = { weights: ReadonlyMap<string, number>; most: number }

function gapOf(
  indicator: KnownIndicator,
  { evidence, closing, by, size }: Measured,
  { weights, most }: Weighing,
  parameters: Parameters,
): Gap {
  const places = indicator.places
    .map((place) => ({ ...place, weight: weights.get(keyOf(place)) ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const scores = {
    size,
    importance: most > 0 ? weightOf(indicator.places, weights) / most : 0,
    trend: evidence.current ? TREND_SCORES[evidence.trend.word] : 0.5,
  }
  const total = parameters.size + parameters.importance + parameters.trend
  const priority =
    (parameters.size * scores.size + parameters.importance * scores.importance + parameters.trend * scores.trend) /
    total
  return { indicator: indicator.id, evidence, closing, by, scores, priority, places }
}

/** The sum over the areas of strategies in which an indicator stands. */
const weightOf = (places: readonly Place[], weights: Weighing['weights']): number =>
  places.reduce((sum, place) => sum + (weights.get(keyOf(place)) ?? 0), 0)

/** What lacks to the peers where the level is known, and to the binding target that is furthest off. */
function closingOf(evidence: Evidence, direction: KnownIndicator['direction']): Gap['closing'] {
  const { level, current, targets } = evidence
  const { value, position } = evidence.comparison
  const spread = position?.spread
  const closing = (to: number, lacking: number): Closing => ({
    to,
    lacking,
    spreads: spread ? lacking / spread : lacking === 0 ? 0 : undefined,
  })
  const [target] = targets
    .filter(binds)
    .filter((verdict): verdict is Verdict & { value: number; lacking: number } => verdict.lacking !== undefined)
    // What was promised for a year is done with once it was met; the law goes on.
    .filter(({ state, target }) => current && (state !== 'met' || target.kind === 'law'))
    .sort((a, b) => b.lacking - a.lacking)
  const toTarget = target && { ...closing(target.value, target.lacking), id: target.target.id }
  if (level === 'unknown' || !position || value === undefined) return { target: toTarget }
  const sign = direction === 'lower' ? -1 : 1
  const to = (reference: number) => closing(reference, Math.max(0, sign * (reference - value)))
  return { median: to(position.median), better: to(position.better), target: toTarget }
}

/** The largest of what lacks, as a share of a full gap; undefined where nothing can be measured. */
function sizeOf({ median, better, target }: Gap['closing'], { reference, cap }: Parameters) {
  const toPeers = reference === 'median' ? median : better
  const full = ({ spreads, lacking, to }: Closing) => {
    // Without peers to tell a spread, what lacks is a share of the target itself.
    const share = spreads === undefined ? (to === 0 ? 1 : lacking / Math.abs(to)) : spreads / cap
    return Math.min(1, share)
  }
  const sizes = [
    ...(toPeers
      ? [{ by: reference === 'median' ? ('median' as const) : ('better' as const), size: full(toPeers) }]
      : []),
    ...(target ? [{ by: 'target' as const, size: full(target) }] : []),
  ]
  return sizes.sort((a, b) => b.size - a.size)[0]
}

const keyOf = ({ set, theme }: Place) => `${set}/${theme}`

/** An area of a strategy that is over still counts so much: what the city once set out to do is not forgotten. */
export const PAST_WEIGHT = 0.5

const holds = ({ from = -Infinity, to = Infinity }: IndicatorSet, year: number) => from <= year && year <= to

/** How much each area of the city's own strategies weighs: as said, else 1 while its strategy holds and half after. */
export function weightsOf(sets: readonly IndicatorSet[], said: Parameters['set'], year: number): Map<string, number> {
  return new Map(
    sets
      .filter(({ own }) => own)
      .flatMap((set) =>
        set.themes.map((theme) => {
          const key = keyOf({ set: set.id, theme: theme.id })
          return [key, said[key] ?? (holds(set, year) ? 1 : PAST_WEIGHT)] as const
        }),
      ),
  )
}

/**
 * By the weightiest area of a strategy that holds now in which a gap stands; what stands in none, by the theme of the
 * first standard that it stands in.
 */
function gathered({ indicators, sets, day }: AnalysisInput, gaps: readonly Gap[]): Direction[] {
  const own = new Set(sets.filter((set) => set.own).map(({ id }) => id))
  const now = new Set(sets.filter((set) => set.own && holds(set, yearOf(day))).map(({ id }) => id))
  const homeOf = ({ indicator, places }: Gap): Place => {
    const standards = indicators.find(({ id }) => id === indicator)!.places.filter(({ set }) => !own.has(set))
    return places.find(({ set }) => now.has(set)) ?? standards[0] ?? { set: '', theme: '' }
  }
  return [...Map.groupBy(gaps, (gap) => keyOf(homeOf(gap))).values()]
    .map((together) => {
      const { set, theme } = homeOf(together[0]!)
      const leading = together.slice(0, LEADING_GAPS)
      const priority = leading.reduce((sum, gap) => sum + gap.priority, 0) / leading.length
      return { set, theme, own: own.has(set), priority, gaps: together }
    })
    .sort((a, b) => b.priority - a.priority || (keyOf(a) < keyOf(b) ? -1 : 1))
}
