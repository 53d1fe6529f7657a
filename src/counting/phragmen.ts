/**
 * Sequential Phragmén: everybody is given money at the same pace, and a project is bought the moment its supporters have
 * enough for it together; what they had is then gone.
 */
import { outcomeOf } from './greedy.ts'
import { createGate, type Limit } from './limits.ts'
import { ratio } from './ratio.ts'
import { comparer, type Tie } from './ties.ts'
import type { Decision, Outcome, Profile } from './types.ts'

/** When the next to be bought does not fit into the budget: end, or go on without it. */
export type Phragmen = { next?: 'stop' | 'skip'; limits?: readonly Limit[]; ties?: readonly Tie[] }

export function phragmen(profile: Profile, { next = 'stop', limits = [], ties }: Phragmen = {}): Outcome {
  const { projects, supporters, weights, budget } = profile
  const tied = comparer(profile, ties)
  const decisions: Decision[] = []
  const gate = createGate(limits)
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
    const offers = open.map((project) => ({
      ...{ project, numerator: momentOf(project), votes: BigInt(supporters[project]!.votes) },
    }))
    const later = (a: Offer, b: Offer) => sign(a.numerator * b.votes - b.numerator * a.votes)
    const soonest = offers.reduce((a, b) => ((later(a, b) || tied(a.project, b.project)) < 0 ? a : b))
    const { project, numerator, votes } = soonest
    const equals = offers.filter((one) => one !== soonest && later(one, soonest) === 0).map((one) => one.project)
    open = open.filter((one) => one !== project)
    const load = ratio(numerator, over * votes)
    const before = equals.length > 0 && { tied: tied.told(project, equals) }
    const closed = gate.closedTo(projects[project]!)
    const tooDear = projects[project]!.cost > left
    if (closed || tooDear) {
      const why = closed ? ({ reason: 'constraint', ...closed } as const) : ({ reason: 'overBudget' } as const)
      decisions.push({ ...said(project), enters: false, ...why, left, load, ...before })
      ended = !closed && next === 'stop'
      continue
    }
    left -= projects[project]!.cost
    gate.enter(projects[project]!)
    decisions.push({ ...said(project), enters: true, reason: 'fits', left, load, ...before })
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

type Offer = { project: number; numerator: bigint; votes: bigint }
const sign = (difference: bigint): number => (difference < 0n ? -1 : difference > 0n ? 1 : 0)
