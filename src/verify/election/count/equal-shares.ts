/**
 * The Method of Equal Shares by its book (Peters, Pierczyński, Skowron 2021): everybody has the same to spend; bought is,
 * again and again, what costs its supporters least for what it is worth; they share its price, who cannot gives all. Every
 * amount is exact: a whole number over one denominator, which grows with each purchase.
 */
import { isBarred, order, type Counted, type Vote } from './vote.ts'

/** Completions count in whole units of the currency, of a hundred parts each. */
const UNIT = 100n

type Fraction = { n: bigint; d: bigint }
const NOTHING: Fraction = { n: 0n, d: 1n }
const compare = (a: Fraction, b: Fraction) => order(a.n * b.d, b.n * a.d)

export function equalShares(vote: Vote): Counted {
  const { projects, budget, voters, rule } = vote
  if (voters === 0n) return { winners: [], left: budget }
  const costOf = (winners: readonly number[]) => winners.reduce((sum, winner) => sum + projects[winner]!.cost, 0n)
  const open = projects.map((_, i) => i).filter((i) => projects[i]!.cost <= budget && vote.votes[i]! > 0n)
  const isDone = (winners: readonly number[], project: number) =>
    winners.includes(project) || isBarred(vote, winners, project)
  const run = runner(vote, open)
  let winners = run(budget)
  if (/add1|exhaustive/.test(rule.completion))
    for (
      let total = budget + voters * UNIT;
      !open.every((project) => isDone(winners, project));
      total += voters * UNIT
    ) {
      const room = budget - costOf(winners)
      const isFull = open.every((project) => winners.includes(project) || projects[project]!.cost > room)
      if (rule.completion === 'exhaustive' && isFull) break
      const next = run(total)
      if (costOf(next) > budget) break
      winners = next
    }
  if (rule.completion.endsWith('utilitarian')) winners = byVotes(vote, winners, budget - costOf(winners))
  return { winners, left: budget - costOf(winners) }
}

/** What is left over buys, by votes, whatever fits. */
function byVotes(vote: Vote, bought: readonly number[], room: bigint): number[] {
  const { projects, votes, tie } = vote
  const winners = [...bought]
  const rest = projects.map((_, i) => i).filter((i) => !winners.includes(i))
  rest.sort((a, b) => order(votes[b]!, votes[a]!) || tie(a, b))
  for (const project of rest) {
    const { cost } = projects[project]!
    if (cost > room || isBarred(vote, winners, project)) continue
    winners.push(project)
    room -= cost
  }
  return winners
}

/** A supporter pile: how many, and how much each wants the project. */
type Supporter = { pile: number; count: bigint; points: bigint }

/** One run for each sum of money, which all voters share alike. */
function runner(vote: Vote, open: readonly number[]) {
  const { projects, voters, piles, rule, tie } = vote
  const supporters = projects.map((_, project) =>
    piles.flatMap(({ count, points }, pile): Supporter[] => {
      const given = points.get(project)
      return given ? [{ pile, count, points: rule.utility === 'points' ? given : 1n }] : []
    }),
  )
  const worth = (project: number) => (rule.utility === 'cost' ? projects[project]!.cost : 1n)

  return (total: bigint): number[] => {
    let over = voters
    let has = piles.map(() => total)
    // Prices only rise while purses empty: what a project cost before, it costs at least.
    const least = new Map<number, Fraction>()
    const leastOf = (project: number) => least.get(project) ?? NOTHING
    const winners: number[] = []
    let left = [...open]
    for (;;) {
      let best: { project: number; price: Fraction; each: Fraction } | undefined
      left = left.filter((project) => !isBarred(vote, winners, project)).sort((a, b) => compare(leastOf(a), leastOf(b)))
      const lost = new Set<number>()
      for (const project of left) {
        if (best && compare(leastOf(project), best.each) > 0) break
        const price = priceOf(projects[project]!.cost * over, supporters[project]!, has, over)
        if (!price) {
          lost.add(project)
          continue
        }
        const each = { n: price.n, d: price.d * worth(project) }
        least.set(project, each)
        if (!best || (compare(each, best.each) || tie(project, best.project)) < 0) best = { project, price, each }
      }
      if (!best) return winners
      const { project, price } = best
      winners.push(project)
      left = left.filter((one) => one !== project && !lost.has(one))
      const factor = price.d / over
      over = price.d
      has = has.map((held) => held * factor)
      for (const { pile, points } of supporters[project]!) {
        const asked = price.n * points
        has[pile] = has[pile]! > asked ? has[pile]! - asked : 0n
      }
    }
  }
}

/** The least price of a point at which all together pay what is missing; undefined where they cannot. */
function priceOf(cost: bigint, all: readonly Supporter[], has: readonly bigint[], over: bigint): Fraction | undefined {
  let missing = cost
  let payers = all
  for (;;) {
    const points = payers.reduce((sum, one) => sum + one.count * one.points, 0n)
    if (points === 0n) return undefined
    const price = missing
    const isPoor = (one: Supporter) => has[one.pile]! * points < price * one.points
    const poor = payers.filter(isPoor)
    if (poor.length === 0) return { n: missing, d: points * over }
    for (const { pile, count } of poor) missing -= has[pile]! * count
    payers = payers.filter((one) => !isPoor(one))
  }
}
