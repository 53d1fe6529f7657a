/**
 * Counting of ballots: exact, explained step by step, and the same for everybody who has the ballots. `pabulib/` reads and
 * writes the standard that votes on budgets are published in; `greedy`, `equal-shares/` and `phragmen` are the rules; `ties`
 * says who comes first among equals. Knows no database and no module.
 */
export { greedy, type Greedy, type Limit } from './greedy.ts'
export { COMPLETIONS, equalSharesOf, type Completion, type EqualShares, type Utility } from './equal-shares/index.ts'
export { phragmen, type Phragmen } from './phragmen.ts'
export { profileOf, type Ballots } from './profile.ts'
export { TIES, tiesOf, type Tie } from './ties.ts'
export { amountOf } from './pabulib/money.ts'
export { readPabulib } from './pabulib/read.ts'
export { PROBLEMS, VOTE_TYPES, type Pabulib, type Problem, type ProblemCode, type VoteType } from './pabulib/types.ts'
export type { Choice, Decision, Outcome, Profile, Project, Reason, Supporters } from './types.ts'
