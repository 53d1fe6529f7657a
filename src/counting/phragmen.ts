/**
 * Sequential Phragmén: everybody is given money at the same pace, and a project is bought the moment its supporters have
 * enough for it together; what they had is then gone.
 */
import { outcomeOf } from './greedy.ts'
import { ratio } from './ratio.ts'
import { comparer, type Tie } from './ties.ts'
import type { Decision, Outcome, Profile } from './types.ts'

/** When the next to be bought does not fit into the budget: end, or go on without it. */
export type Phragmen = { next?: 'stop' | 'skip'; ties?: readonly Tie[] }

export function phragmen(profile: Profile, { next = 'stop', ties }: Phragmen = {}): Outcome {
  const { projects, supporters, weights, budget } = profile
  const tied = comparer(profile, ties)
  const decisions: Decision[] = []
  // When each group last paid, as the number of that purchase; the moments stand over one denominator.
  const paid = new Int32Array(weights.length)
  let [over, moments, left, ended] = [1n, [0n], budget, false]
  let open = projects.map((_, i) => i).filter((i) => supporters[i]!.votes > 0)
  const said = (project: number) => {
    const [{ id, cost }, { votes, score }] = [projects[project]!, supporters[project]!]
    return { project: id, cost, votes, score }
  }

  /** When its supporters will have enough: numerator / (over × votes). */
  function momentOf(project: number): bigint {
    const counts = new Float64Array(moments.length)
    for (const group of supporters[project]!.groups) counts[paid[group]!]! += weights[group]!
    let sum = projects[project]!.cost * over
    for (let j = 1; j < moments.length; j++) sum += BigInt(counts[j]!) * moments[j]!
    return sum
  }

  while (open.length > 0 && !ended) {
    const soonest = open
      .map((project) => ({ project, numerator: momentOf(project), votes: BigInt(supporters[project]!.votes) }))
      .reduce((a, b) => {
        const [x, y] = [a.numerator * b.votes, b.numerator * a.votes]
        return x < y || (x === y && tied(a.project, b.project) < 0) ? a : b
      })
    const { project, numerator, votes } = soonest
    open = open.filter((one) => one !== project)
    const load = ratio(numerator, over * votes)
    if (projects[project]!.cost > left) {
      decisions.push({ ...said(project), enters: false, reason: 'overBudget', left, load })
      ended = next === 'stop'
      continue
    }
    left -= projects[project]!.cost
    decisions.push({ ...said(project), enters: true, reason: 'fits', left, load })
    moments = [...moments.map((moment) => moment * votes), numerator]
    over *= votes
    for (const group of supporters[project]!.groups) paid[group] = moments.length - 1
  }
  for (const project of open) decisions.push({ ...said(project), enters: false, reason: 'stopped', left })
  projects.forEach((_, project) => {
    if (supporters[project]!.votes === 0)
      decisions.push({ ...said(project), enters: false, reason: 'unsupported', left })
  })
  return outcomeOf(profile, decisions)
}
