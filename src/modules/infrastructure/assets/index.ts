/**
 * Assets: the city's things — what kinds there are, what each is, where, whose, and what a passer-by reports of it. Knows
 * nothing of maintenance, which builds on it.
 */
export { createAssets, type Assets, type AssetsNeeds } from './service/index.ts'
export { assetRoutes } from './routes/index.ts'
export { Outcome as ThingImport, REASONS, type Rejection as ThingRejection } from './exchange/types.ts'
export { THING_FORMATS, type ThingFormat } from './exchange/write.ts'
export { REPORTS_SWEEP } from './reports/service.ts'
export { createCounts as createReportCounts } from './reports/limits.ts'
export {
  Closing as ReportClosing,
  FILLING_MS_MAX,
  FILLING_MS_MIN,
  OUTCOMES as REPORT_OUTCOMES,
  ReportDraft,
  type Followed as FollowedReport,
  type Report as ThingReport,
} from './reports/types.ts'
export { KINDS, kindOf, type Kind, type KindField } from './kinds/index.ts'
export {
  ThingDraft,
  STATES as THING_STATES,
  Filter as ThingFilter,
  type Shown as ShownThing,
  type State as ThingState,
  type Thing,
} from './types.ts'
