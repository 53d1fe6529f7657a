/** Savings measured and verified: plans fixed beforehand, what was avoided since, its worth, and who vouches for it. */
export { createSavings, type Savings, type SavingsNeeds } from './service/index.ts'
export {
  Bundle as SavingsBundle,
  BUNDLE_BYTES_MAX as SAVINGS_BUNDLE_BYTES_MAX,
  BUNDLE_FORMAT as SAVINGS_BUNDLE_FORMAT,
  recompute as recomputeSavings,
} from './bundle.ts'
export { savingsRoutes } from './routes.ts'
export {
  type Plan as SavingsPlan,
  CARRIERS,
  FILE_KINDS,
  type FileKind,
  type KnownRate,
  type ResultContent,
} from './types.ts'
export type { KnownPlan, KnownResult } from './store.ts'
export type { SavingsOf } from './service/views.ts'
export { avoidedBy, daysOf, measured, type Days, type Register } from './measuring.ts'
export * from './reading/index.ts'
