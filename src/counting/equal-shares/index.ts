/** The Method of Equal Shares with its completions, for money that a run leaves over. */
import { outcomeOf } from '../greedy.ts'
import { createGate, type Limit } from '../limits.ts'
import { ratio } from '../ratio.ts'
import { comparer, type Tie } from '../ties.ts'
import type { Decision, Outcome, Profile, Reason } from '../types.ts'
import { equalShares, type Run, type Utility } from './count.ts'

export type { Utility } from './count.ts'

/**
 * `add1`: every voter is given one unit of the currency more, again and again, as long as the result does not cost more than
 * the budget. `exhaustive`: the same, ending as soon as nothing more would fit. `utilitarian`: what is left over buys, by
 * votes, whatever fits.
 */
export type Completion = 'none' | 'add1' | 'utilitarian' | 'add1+utilitarian' | 'exhaustive'
export const COMPLETIONS: readonly Completion[] = ['none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive']

export type EqualShares = {
  utility?: Utility
  completion?: Completion
  limits?: readonly Limit[]
  ties?: readonly Tie[]
}

/** A project that costs more than the whole budget is no part of the count. */
export function equalSharesOf(profile: Profile, rule: EqualShares = {}): Outcome {
  const { utility = 'cost', completion = 'none', limits = [], ties } = rule
  const { projects, supporters, budget } = profile
  if (profile.voters === 0) return outcomeOf(profile, uncounted(profile))
  const tied = comparer(profile, ties)
  const supported = projects.map(({ cost }, i) =>
    cost <= budget ? supporters[i]! : { ...supporters[i]!, groups: NOBODY },
  )
  const run = equalShares({ ...profile, supporters: supported }, utility, tied, limits)
  const { bought, numerator } = isGrowing(completion)
    ? grown(profile, supported, run, completion === 'exhaustive')
    : { ...run(budget, BigInt(profile.voters)), numerator: budget }

  const gate = createGate(limits)
  let left = budget
  const decisions = bought.map(({ project, ...how }): Decision => {
    left -= projects[project]!.cost
    gate.enter(projects[project]!)
    return { ...said(profile, project), enters: true, reason: 'fits', left, ...how }
  })
  const chosen = new Set(bought.map(({ project }) => project))
  const rest = projects.map((_, i) => i).filter((i) => !chosen.has(i))
  rest.sort((a, b) => supporters[b]!.votes - supporters[a]!.votes || tied(a, b))
  const buys = completion.endsWith('utilitarian')
  for (const project of rest) {
    const { cost } = projects[project]!
    const closed = gate.closedTo(projects[project]!)
    const enters = buys && !closed && cost <= left
    if (enters) {
      left -= cost
      gate.enter(projects[project]!)
    }
    const how = closed
      ? { reason: 'constraint' as const, ...closed }
      : { reason: reasonOf(enters, buys, cost > budget) }
    decisions.push({ ...said(profile, project), enters, ...how, left, ...(buys && !closed && { by: 'utilitarian' }) })
  }
  return { ...outcomeOf(profile, decisions), endowment: ratio(numerator, BigInt(profile.voters)) }
}

function reasonOf(enters: boolean, buys: boolean, tooDear: boolean): Reason {
  if (enters) return 'fits'
  return buys || tooDear ? 'overBudget' : 'unsupported'
}

const NOBODY = new Int32Array(0)
const isGrowing = (completion: Completion) => completion.startsWith('add1') || completion === 'exhaustive'

/** The last run whose cost the budget bears. */
function grown(
  { projects, budget, voters, partsPerUnit }: Profile,
  supported: Profile['supporters'],
  run: (numerator: bigint, denominator: bigint) => Run,
  endsWhenFull: boolean,
): Run & { numerator: bigint } {
  const costOf = ({ bought }: Run) => bought.reduce((sum, { project }) => sum + projects[project]!.cost, 0n)
  const isFull = (found: Run) => {
    const left = budget - costOf(found)
    const taken = new Set(found.bought.map(({ project }) => project))
    return supported.every(({ groups }, i) => taken.has(i) || groups.length === 0 || projects[i]!.cost > left)
  }
  const denominator = BigInt(voters)
  let numerator = budget
  let found = run(numerator, denominator)
  while (!found.complete && !(endsWhenFull && isFull(found))) {
    const more = numerator + denominator * partsPerUnit
    const next = run(more, denominator)
    if (costOf(next) > budget) break
    ;[found, numerator] = [next, more]
  }
  return { ...found, numerator }
}

const uncounted = (profile: Profile): Decision[] =>
  profile.projects.map((_, project) => ({
    ...{ ...said(profile, project), enters: false, reason: 'unsupported', left: profile.budget },
  }))

function said({ projects, supporters }: Profile, project: number) {
  const { id, cost } = projects[project]!
  const { votes, score } = supporters[project]!
  return { project: id, cost, votes, score }
}
