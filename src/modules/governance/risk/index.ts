/** Risk: how easily persons are told again in a table, and what to do about it; which counts to hide. Pure. */
export {
  assess,
  candidates,
  sensitiveOf,
  type Assessment,
  type AssessOptions,
  type Candidate as QuasiCandidate,
  type Drop,
  type Generalisation,
} from './assess.ts'
export { coded, encode, ROWS_MAX } from './coded.ts'
export * as counts from './counts/index.ts'
export * as hierarchies from './hierarchies.ts'
export { measure } from './measure.ts'
export { reidentification, type Population } from './reidentification.ts'
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
