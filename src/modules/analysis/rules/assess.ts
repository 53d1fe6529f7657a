/** Everything that is known of one indicator in one area: the evidence from which the rules judge. Pure. */
import type { AnalysisInput, KnownIndicator, Parameters } from '../types/index.ts'
import { compare, type Comparison } from './comparison.ts'
import { verdictOf, type Verdict } from './pace.ts'
import { breaksOf, pointsOf, yearOf, type Point } from './series.ts'
import { trendOf, yearOnYear, type Change, type Trend } from './trend.ts'

export type Level = 'good' | 'middle' | 'weak' | 'unknown'
export type Evidence = {
  indicator: string
  latest?: Point
  change?: Change
  trend: Trend
  /** Whether the last figure is young enough for trend and targets to be judged by. */
  current: boolean
  comparison: Comparison
  level: Level
  /** Why the level is unknown. */
  levelWhy?: Exclude<Comparison['outcome'], 'compared'> | 'old' | 'context'
  targets: Verdict[]
}

export function evidenceOf(
  input: AnalysisInput,
  indicator: KnownIndicator,
  peers: readonly string[],
  parameters: Parameters,
): Evidence {
  const { area } = parameters
  const points = pointsOf(indicator, area)
  const breaks = breaksOf(input.areas, indicator, area)
  const trend = trendOf(points, breaks, indicator, parameters)
  const comparison = compare(indicator, area, peers, parameters)
  const isOld = (period: string | undefined) =>
    period !== undefined && yearOf(input.day) - yearOf(period) > parameters.age
  const latest = points.at(-1)
  return {
    indicator: indicator.id,
    latest,
    change: yearOnYear(points, breaks),
    trend,
    current: latest !== undefined && !isOld(latest.period),
    comparison,
    ...levelOf(comparison, indicator.direction, isOld(comparison.period), parameters),
    targets: input.targets
      .filter((target) => target.indicator === indicator.id && target.area === area)
      .map((target) => verdictOf(target, indicator, points, trend, input.day)),
  }
}

function levelOf(
  { outcome, position }: Comparison,
  direction: KnownIndicator['direction'],
  old: boolean,
  { top, bottom }: Parameters,
): Pick<Evidence, 'level' | 'levelWhy'> {
  if (direction === 'context') return { level: 'unknown', levelWhy: 'context' }
  if (outcome !== 'compared') return { level: 'unknown', levelWhy: outcome }
  if (old || !position) return { level: 'unknown', levelWhy: 'old' }
  const { percentile, allEqual } = position
  if (allEqual) return { level: 'middle' }
  return { level: percentile >= top ? 'good' : percentile <= bottom ? 'weak' : 'middle' }
}
