/** A rule of counting as data, and the count by it. */
import { equalSharesOf, type Completion, type Utility } from './equal-shares/index.ts'
import { greedy } from './greedy.ts'
import { limitsOf, type Constraint } from './limits.ts'
import { phragmen } from './phragmen.ts'
import type { Tie } from './ties.ts'
import type { Outcome, Profile } from './types.ts'

export const RULES = ['greedy', 'equalShares', 'phragmen'] as const
export type CountRule = {
  rule: (typeof RULES)[number]
  completion?: Completion
  utility?: Utility
  /** By votes: with fewer no project enters; points where the vote is by points. */
  threshold_votes?: number
  whenNextDoesNotFit?: 'skip' | 'stop'
  ties?: readonly (Tie | 'lot')[]
  constraints?: readonly Constraint[]
  /** The pool that what is left over goes to. */
  unusedTo?: string
}

export const BALLOT_KINDS = ['approval', 'points', 'ordinal', 'knapsack'] as const
export type BallotKind = (typeof BALLOT_KINDS)[number]

export type Placed = { id: string; category?: string; area?: string }

/** `lot` is the seed of the last tie, where the rule has one. */
export function countBy(
  profile: Profile,
  rule: CountRule,
  { kind, placed = [], lot = '' }: { kind: BallotKind; placed?: readonly Placed[]; lot?: string },
): Outcome {
  const { completion, utility, threshold_votes: threshold, whenNextDoesNotFit: next } = rule
  const given = rule.ties?.map((tie): Tie => (tie === 'lot' ? `lot:${lot}` : tie))
  const limits = limitsOf(rule.constraints ?? [], placed)
  const common = { limits, ...(given && given.length > 0 && { ties: given }) }
  if (rule.rule === 'equalShares') return equalSharesOf(profile, { ...common, completion, utility })
  if (rule.rule === 'phragmen') return phragmen(profile, { ...common, next })
  const by = kind === 'points' || kind === 'ordinal' ? 'score' : 'votes'
  return greedy(profile, { ...common, by, threshold, next })
}
