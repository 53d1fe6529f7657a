/** Savings measured and verified: plans fixed beforehand, what was avoided since, its worth, and who vouches for it. */
export { avoidedBy, daysOf, measured, type Days, type Register } from './measuring.ts'
export * from './reading/index.ts'
