/**
 * Indicators: figures come in as files, formulas make values of them, and every value leads back to its file. Needs the
 * database, clock, ids, ledger, files, jobs, events, places, the standards and the way out. Tells `indicators.published` when figures
 * or definitions became public, computes what that affects, and then tells `indicators.computed`.
 */
export { createIndicators, type Indicators } from './service/index.ts'
export { FETCHES, type FetchView } from './fetches/service.ts'
export type { Fetch, FetchDraft, Run as FetchRun } from './fetches/types.ts'
export { indicatorRoutes } from './routes/index.ts'
export { migrations } from './migrations/index.ts'
export { readStandards, Standard } from './standards.ts'
export { placesOf, type Place, type Sets, type Strategy } from './sets.ts'
export { ReadOptions } from './options.ts'
export { BdlMapping } from './options.ts'
export { inspect, readFigures, type Batch, type Known, type Rejection } from './reading/index.ts'
export type { Layout, Remark } from './reading/index.ts'
export type { Chosen, ColumnRole, Kind, Problem as MappingProblem, Question } from './mappings/assistant/index.ts'
export { checkFormulas, compileFormulas, unitFactor } from './formula/index.ts'
export { comparePeriods, finerKinds, lastDay, parsePeriod, type Period, type PeriodKind } from './periods.ts'
export { valuesOfFiles } from './service/from-files.ts'
export { recomputeBundle } from './service/bundle.ts'
export { knownFrom } from './service/known.ts'
export { sayRejection } from './service/saying.ts'
export {
  Dataset,
  DefinitionDraft,
  Reason,
  Source,
  Status,
  Texts,
  type Change,
  type Definition,
  type DefinitionVersion,
  type Import,
  type Measure,
  type Trial,
  type Value,
  type Via,
} from './types.ts'
export type { AsOf } from './service/as-of.ts'
export type { Check, KeptFinding, Overlap, Verification } from './checking/types.ts'
export { standingOf } from './omissions/rules.ts'
export { OMISSION_REASONS, OmissionDraft, type Omission, type OmissionReason, type Stated } from './omissions/types.ts'
export type { Published } from './withdrawal/store.ts'
export type { Arrival, Preview } from './service/imports.ts'
export type { Counts, Point, Series, StandardCompleteness, ThemeCompleteness, ThemeLine } from './service/views.ts'
export {
  commonPeriod,
  COMPARED_MIN,
  positionsOf,
  type Compared,
  type ComparedLine,
  type Direction,
} from './comparison.ts'
export type { Comparing, Comparison } from './service/comparison.ts'
export type { InputView, Provenance } from './service/provenance.ts'
export type { Finding, Findings } from './service/findable.ts'
