/** One run of the Method of Equal Shares: every voter has the same to spend, and pays only for what they chose. */
import { ratio } from '../ratio.ts'
import { createGate, type Limit } from '../limits.ts'
import type { Comparer } from '../ties.ts'
import { exactly, offer, type Exact, type Offer, type Worth } from './offer.ts'
import { createPurse } from './purse.ts'
import type { Profile, Tied } from '../types.ts'

/** What a project is worth to those who chose it: its cost, one each, or their points. */
export type Utility = 'cost' | 'votes' | 'points'

export type Bought = { project: number; paid: { price: number; full: number; rest: number }; tied?: Tied }
/** `complete`: nothing is left undone for want of money; what a limit keeps out in the end, more money would not bring in. */
export type Run = { bought: Bought[]; complete: boolean }

type Candidate = { project: number; offer: Offer; exact?: Exact }

/** Gives a function that runs it with a share of numerator / denominator parts of money for each voter. */
export function equalShares(profile: Profile, utility: Utility, tied: Comparer, limits: readonly Limit[]) {
  const { projects, supporters, weights } = profile
  const purse = createPurse(profile)
  const worths: Worth[] = projects.map(({ cost }, i) => {
    const { groups, points } = supporters[i]!
    const each = utility === 'points' ? points : new Float64Array(groups.length).fill(1)
    return { groups, points: each, cost, cost_parts: Number(cost) }
  })
  /** By which a price is divided before prices are compared: who gets more for their money comes first. */
  const gain = (project: number) => (utility === 'cost' ? worths[project]!.cost_parts : 1)
  const exactGain = (project: number) => (utility === 'cost' ? worths[project]!.cost : 1n)

  const exact = (one: Candidate): Exact => (one.exact ??= exactly(purse, weights, worths[one.project]!, one.offer)!)

  /** Negative where `a` is the better buy, zero where only the rule for equals can tell. */
  function compare(a: Candidate, b: Candidate): number {
    const [x, y] = [a.offer.price / gain(a.project), b.offer.price / gain(b.project)]
    const error = a.offer.error / gain(a.project) + b.offer.error / gain(b.project) + 8 * Number.EPSILON * (x + y)
    if (Math.abs(x - y) > error) return x - y
    const [p, q] = [exact(a), exact(b)]
    const left = p.numerator * q.divisor * exactGain(b.project)
    const right = q.numerator * p.divisor * exactGain(a.project)
    return left < right ? -1 : left > right ? 1 : 0
  }

  function candidate(project: number, from: number): Candidate | undefined {
    const worth = worths[project]!
    const found = offer(purse, weights, worth, from)
    if (!found) return undefined
    if (!Number.isNaN(found.price)) return { project, offer: found }
    // Everything that they have is about what it costs: only exact amounts can tell.
    const sure = exactly(purse, weights, worth, { price: 0, error: Infinity })
    if (!sure) return undefined
    const price = ratio(sure.numerator, purse.over() * sure.divisor)
    return { project, exact: sure, offer: { price, error: 4 * Number.EPSILON * price } }
  }

  return function run(numerator: bigint, denominator: bigint): Run {
    purse.fill(numerator, denominator)
    const bought: Bought[] = []
    const gate = createGate(limits)
    const poor: number[] = []
    // Prices only rise while purses empty: an old one is what a project costs at least.
    const least = new Float64Array(projects.length)
    let open = projects.map((_, i) => i).filter((i) => worths[i]!.groups.length > 0 && !gate.closedTo(projects[i]!))
    for (;;) {
      let best: Candidate | undefined
      let equals: number[] = []
      open.sort((a, b) => least[a]! / gain(a) - least[b]! / gain(b))
      const lost = new Set<number>()
      for (const project of open) {
        if (best && least[project]! / gain(project) > upperOf(best) / gain(best.project)) break
        const found = candidate(project, least[project]!)
        if (!found) {
          lost.add(project)
          continue
        }
        least[project] = Math.max(least[project]!, lowerOf(found))
        const order = best ? compare(found, best) : -1
        if (best && order === 0) equals.push(tied(found.project, best.project) < 0 ? best.project : found.project)
        else if (order < 0) equals = []
        if (order < 0 || (order === 0 && tied(found.project, best!.project) < 0)) best = found
      }
      poor.push(...lost)
      if (!best) return { bought, complete: poor.every((project) => gate.closedTo(projects[project]!)) }
      bought.push({ ...buy(best), ...(equals.length > 0 && { tied: tied.told(best.project, equals) }) })
      gate.enter(projects[best.project]!)
      open = open.filter(
        (project) => project !== best.project && !lost.has(project) && !gate.closedTo(projects[project]!),
      )
    }
  }

  function buy(one: Candidate): Bought {
    const found = exact(one)
    return { project: one.project, paid: { price: purse.buy(found), full: found.full, rest: found.rest } }
  }
}

const SLACK = 16 * Number.EPSILON
const lowerOf = ({ offer: { price, error } }: Candidate) => Math.max(0, (price - error) * (1 - SLACK))
const upperOf = ({ offer: { price, error } }: Candidate) => (price + error) * (1 + SLACK)
