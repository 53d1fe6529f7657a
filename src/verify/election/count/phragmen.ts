/**
 * Sequential Phragmén by its book: everybody is given money at the same pace; a project is bought the moment that its
 * supporters have enough for it together, and what they had is then gone. Times are exact fractions over one denominator.
 */
import { isBarred, order, type Counted, type Vote } from './vote.ts'

export function phragmen(vote: Vote): Counted {
  const { projects, budget, piles, votes, rule, tie } = vote
  const winners: number[] = []
  let left = budget
  let over = 1n
  /** When each pile last paid. */
  let paid = piles.map(() => 0n)
  let open = projects.map((_, i) => i).filter((i) => votes[i]! > 0n)
  while (open.length > 0) {
    const times = open.map((project) => {
      let sum = projects[project]!.cost * over
      piles.forEach(({ count, points }, pile) => (sum += points.has(project) ? count * paid[pile]! : 0n))
      return { project, n: sum, d: votes[project]! }
    })
    const next = times.reduce((a, b) => ((order(a.n * b.d, b.n * a.d) || tie(a.project, b.project)) <= 0 ? a : b))
    const { project, n, d } = next
    open = open.filter((one) => one !== project)
    if (isBarred(vote, winners, project)) continue
    if (projects[project]!.cost > left) {
      if (rule.next === 'stop') break
      continue
    }
    winners.push(project)
    left -= projects[project]!.cost
    over *= d
    paid = paid.map((at, pile) => (piles[pile]!.points.has(project) ? n : at * d))
  }
  return { winners, left }
}
