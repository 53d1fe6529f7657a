/** The rules of analysis. Every one is pure: the same input and parameters give the same result, for anybody. */
export { evidenceOf, type Evidence, type Level } from './assess.ts'
export { compare, type Comparison, type Figure, type LeftOut, type Position } from './comparison.ts'
export { compositeIndex, SENSITIVITY_RUNS, type CompositeIndex, type IndexPart, type IndexUnit } from './composite.ts'
export {
  directions,
  LEADING_GAPS,
  PAST_WEIGHT,
  TREND_SCORES,
  weightsOf,
  type Closing,
  type Direction,
  type Directions,
  type Gap,
} from './directions.ts'
export { alike, type Alike, type Likenesses, type Trait } from './likeness.ts'
export { TARGET_STATES, verdictOf, YEARS_AHEAD_MAX, type TargetState, type Verdict } from './pace.ts'
export { parametersOf, queryOf, readParameters, type ParameterProblem, type Query } from './parameters.ts'
export { describe, type Description } from './description.ts'
export { peersOf, type Peers } from './peers.ts'
export { breaksOf, pointsOf, type Point } from './series.ts'
export { CLASSES, judge, RULE, strengths, type Class, type Judged, type RuleLine } from './strengths.ts'
export { TREND_WORDS, trendOf, yearOnYear, type Change, type Trend, type TrendWord } from './trend.ts'
