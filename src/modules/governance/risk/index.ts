/** Risk: how easily persons are told again in a table, and what to do about it; which counts to hide. Pure. */
export {
  assess,
  candidates,
  sensitiveBy,
  sensitiveOf,
  type Assessment,
  type AssessOptions,
  type Candidate as QuasiCandidate,
  type Drop,
  type Generalisation,
} from './assess.ts'
export { apart, type Weighing } from './apart.ts'
export { coded, encode, ROWS_MAX } from './coded.ts'
export * as counts from './counts/index.ts'
export * as hierarchies from './hierarchies.ts'
export { propose, type Proposal, type Step } from './proposals.ts'
export { measure } from './measure.ts'
export { populationOf, reidentification, type Population } from './reidentification.ts'
export type {
  AttackRisk,
  Coded,
  Diversity,
  Goals,
  Loss,
  Measures,
  Reidentification,
  Sensitive,
  SizeShare,
} from './types.ts'
