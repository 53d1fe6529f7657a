/**
 * Counting of ballots: exact, explained step by step, and the same for everybody who has the ballots. `pabulib/` reads and
 * writes the standard that votes on budgets are published in; `greedy`, `equal-shares/` and `phragmen` are the rules; `ties`
 * says who comes first among equals. Knows no database and no module.
 */
export { greedy, type Greedy } from './greedy.ts'
export { limitsOf, type Constraint, type Limit } from './limits.ts'
export { COMPLETIONS, equalSharesOf, type Completion, type EqualShares, type Utility } from './equal-shares/index.ts'
export { phragmen, type Phragmen } from './phragmen.ts'
export { createBox, profileOf, type Ballots } from './profile.ts'
export { BALLOT_KINDS, countBy, RULES, type BallotKind, type CountRule, type Placed } from './rule.ts'
export {
  createTally,
  lotOf,
  orderOf,
  resultOf,
  type Cast,
  type ConstraintsCost,
  type Counted,
  type Drawn,
  type Election,
  type PoolResult,
  type Result,
  type ResultDecision,
} from './election.ts'
export { AGE_BANDS, ageBandOf, sharesBy, spreadOf, TENTHS, type Share, type Spread } from './compare.ts'
export { TIES, tiesOf, type Tie } from './ties.ts'
export { amountOf } from './pabulib/money.ts'
export { readPabulib } from './pabulib/read.ts'
export { writePabulib, type PabulibFile } from './pabulib/write.ts'
export { PROBLEMS, VOTE_TYPES, type Pabulib, type Problem, type ProblemCode, type VoteType } from './pabulib/types.ts'
export type { Choice, Decision, Outcome, Profile, Project, Reason, Supporters, Tied } from './types.ts'
