/** The rules as data: each line and each parameter with its default, so that no page tells other rules than those that hold. */
import { Parameters } from '../types/index.ts'
import { SENSITIVITY_RUNS } from './composite.ts'
import { LEADING_GAPS, PAST_WEIGHT, TREND_SCORES } from './directions.ts'
import { YEARS_AHEAD_MAX } from './pace.ts'
import { rightOf } from './parameters.ts'
import { RULE, type Class, type RuleLine } from './strengths.ts'

export type Description = {
  /** Tried from the top; the first that holds decides. */
  lines: { id: RuleLine; gives: Class }[]
  /** Each parameter with what it is unless said, and what it may be. */
  parameters: { name: string; standard: string | number; right: string }[]
  trendScores: Record<string, number>
  leadingGaps: number
  pastWeight: number
  yearsAheadMax: number
  sensitivityRuns: number
}

export function describe(base: Pick<Parameters, 'area' | 'peers'>): Description {
  const standard = Parameters.parse(base)
  const said = Object.entries(standard).filter(
    (entry): entry is [string, string | number] => typeof entry[1] !== 'object',
  )
  return {
    lines: RULE.map(({ id, gives }) => ({ id, gives })),
    parameters: said
      .filter(([name]) => name !== 'area')
      .map(([name, value]) => ({ name, standard: value, right: rightOf(name) })),
    ...{
      trendScores: TREND_SCORES,
      leadingGaps: LEADING_GAPS,
      pastWeight: PAST_WEIGHT,
      yearsAheadMax: YEARS_AHEAD_MAX,
      sensitivityRuns: SENSITIVITY_RUNS,
    },
  }
}
