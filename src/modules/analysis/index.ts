/**
 * Analysis: what published values say of a city among others. Trends after the last break, distance to targets and
 * whether the pace reaches them, the place among peers, strengths and weaknesses, gaps and main directions of action.
 * Needs the database, clock, ids, ledger, places, indicators, and what the city pack says of itself. Every result comes
 * from pure rules over one input that anybody can download (`input`) and run again; readers change every number of the
 * rules (`Parameters`). Gives: `targets`, `setTarget`, `changeTarget`, `withdrawTarget`, `loadTargets`; `indicator(id,
 * parameters)`, `strengths(parameters)`, `directions(parameters)`, `index(parameters)`, each with `seq`, `day`, `parameters` and `peers`.
 */
export { createAnalysis, PEERS, type Analysis } from './service/index.ts'
export { analysisRoutes } from './routes/index.ts'
export { migrations } from './migrations/index.ts'
export { breaksOfMeasures, inputOf, type Described, type Figures } from './service/input.ts'
export {
  directionsOf,
  indexOf,
  indicatorOf,
  strengthsOf,
  type DirectionsResult,
  type IndexResult,
  type IndicatorResult,
  type Strengths,
} from './service/results.ts'
export type { PackTarget } from './service/targets.ts'
export type { Own } from './service/needs.ts'
export * as rules from './rules/index.ts'
export * as rulesTargets from './rules/targets.ts'
export {
  AnalysisInput,
  Parameters,
  Target,
  TARGET_KINDS,
  TargetDraft,
  type IndicatorSet,
  type KnownIndicator,
  type KnownTarget,
  type Likeness,
} from './types/index.ts'
