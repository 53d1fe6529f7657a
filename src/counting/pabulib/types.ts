/** A file of the Pabulib standard: a vote's description, its projects and its ballots. */
import type { Profile } from '../types.ts'

export const VOTE_TYPES = ['approval', 'cumulative', 'scoring', 'ordinal'] as const
export type VoteType = (typeof VOTE_TYPES)[number]

export type Pabulib = {
  /** What META says, by key. */
  meta: ReadonlyMap<string, string>
  voteType: VoteType
  /** Each row by its columns. */
  projects: readonly ReadonlyMap<string, string>[]
  /** The columns of the votes, and each ballot by its columns, in the order of the file. */
  voteColumns: readonly string[]
  votes: readonly { line: number; cell(column: string): string | undefined }[]
  /** Which group of voters who chose alike each ballot belongs to. */
  groups: Int32Array
  profile: Profile
  problems: Problem[]
}

/** What is wrong, at which line. A `note` says something odd that a count can live with; the rest is left out of it. */
export type Problem = { line: number; code: ProblemCode; note?: true; details: Record<string, string | number> }
export const PROBLEMS = [
  'voteType',
  'metaCount',
  'column',
  'cells',
  'projectTwice',
  'cost',
  'aboveBudget',
  'unknownProject',
  'choiceTwice',
  'voterTwice',
  'points',
  'tooFew',
  'tooMany',
  'pointsSum',
  'tally',
] as const
export type ProblemCode = (typeof PROBLEMS)[number]
