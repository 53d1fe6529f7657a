/** The Method of Equal Shares with its completions, for money that a run leaves over. */
import { outcomeOf } from '../greedy.ts'
import { ratio } from '../ratio.ts'
import { comparer, type Tie } from '../ties.ts'
import type { Decision, Outcome, Profile } from '../types.ts'
import { equalShares, type Bought, type Utility } from './count.ts'

export type { Utility } from './count.ts'

/**
 * `add1`: every voter is given one unit of the currency more, again and again, as long as the result does not cost more than
 * the budget. `exhaustive`: the same, ending as soon as nothing more would fit. `utilitarian`: what is left over buys, by
 * votes, whatever fits.
 */
export type Completion = 'none' | 'add1' | 'utilitarian' | 'add1+utilitarian' | 'exhaustive'
export const COMPLETIONS: readonly Completion[] = ['none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive']

export type EqualShares = { utility?: Utility; completion?: Completion; ties?: readonly Tie[] }

/** A project that costs more than the whole budget is no part of the count. */
export function equalSharesOf(profile: Profile, rule: EqualShares = {}): Outcome {
  const { utility = 'cost', completion = 'none', ties } = rule
  const { projects, supporters, budget } = profile
  if (profile.voters === 0) return outcomeOf(profile, leftOver(profile, [], budget))
  const tied = comparer(profile, ties)
  const supported = projects.map(({ cost }, i) =>
    cost <= budget ? supporters[i]! : { ...supporters[i]!, groups: NOBODY },
  )
  const run = equalShares({ ...profile, supporters: supported }, utility, tied)
  const { bought, numerator } = isGrowing(completion)
    ? grown(profile, supported, run, completion === 'exhaustive')
    : { bought: run(budget, BigInt(profile.voters)), numerator: budget }

  let left = budget
  const decisions = bought.map(({ project, ...paid }): Decision => {
    left -= projects[project]!.cost
    return { ...said(profile, project), enters: true, reason: 'fits', left, paid }
  })
  const chosen = new Set(bought.map(({ project }) => project))
  const rest = projects.map((_, i) => i).filter((i) => !chosen.has(i))
  rest.sort((a, b) => supporters[b]!.votes - supporters[a]!.votes || tied(a, b))
  if (completion.endsWith('utilitarian'))
    for (const project of rest) {
      const fits = projects[project]!.cost <= left
      if (fits) left -= projects[project]!.cost
      decisions.push({
        ...said(profile, project),
        enters: fits,
        reason: fits ? 'fits' : 'overBudget',
        left,
        by: 'utilitarian',
      })
    }
  else decisions.push(...leftOver(profile, rest, left))
  return { ...outcomeOf(profile, decisions), endowment: ratio(numerator, BigInt(profile.voters)) }
}

const NOBODY = new Int32Array(0)
const isGrowing = (completion: Completion) => completion.startsWith('add1') || completion === 'exhaustive'

/** The last run whose cost the budget bears. */
function grown(
  { projects, budget, voters, partsPerUnit }: Profile,
  supported: Profile['supporters'],
  run: (numerator: bigint, denominator: bigint) => Bought[],
  endsWhenFull: boolean,
): { bought: Bought[]; numerator: bigint } {
  const costOf = (bought: readonly Bought[]) => bought.reduce((sum, { project }) => sum + projects[project]!.cost, 0n)
  const all = supported.filter(({ groups }) => groups.length > 0).length
  const isFull = (bought: readonly Bought[]) => {
    const left = budget - costOf(bought)
    const taken = new Set(bought.map(({ project }) => project))
    return supported.every(({ groups }, i) => taken.has(i) || groups.length === 0 || projects[i]!.cost > left)
  }
  const denominator = BigInt(voters)
  let numerator = budget
  let bought = run(numerator, denominator)
  while (bought.length < all && !(endsWhenFull && isFull(bought))) {
    const more = numerator + denominator * partsPerUnit
    const next = run(more, denominator)
    if (costOf(next) > budget) break
    ;[bought, numerator] = [next, more]
  }
  return { bought, numerator }
}

const leftOver = (profile: Profile, projects: readonly number[], left: bigint): Decision[] =>
  projects.map((project) => {
    const { cost } = profile.projects[project]!
    const reason = cost > profile.budget ? 'overBudget' : 'unsupported'
    return { ...said(profile, project), enters: false, reason, left }
  })

function said({ projects, supporters }: Profile, project: number) {
  const { id, cost } = projects[project]!
  const { votes, score } = supporters[project]!
  return { project: id, cost, votes, score }
}
