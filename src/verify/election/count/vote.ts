/** One pool's vote made ready: its projects, and the piles of like ballots with the points that each gives. */
import { sha256, hex, utf8 } from '../encoding.ts'
import type { Pile } from '../ballots.ts'
import type { BallotForm, CountRule, Pool, Project, Tie } from '../rules.ts'

export type Vote = {
  projects: readonly Project[]
  budget: bigint
  voters: bigint
  piles: readonly { count: bigint; points: ReadonlyMap<number, bigint> }[]
  /** By project: how many chose it, and the sum of their points. */
  votes: readonly bigint[]
  score: readonly bigint[]
  rule: CountRule
  /** Which of two equals comes first: negative for the first. */
  tie(a: number, b: number): number
}

/** In the order in which they won. */
export type Counted = { winners: number[]; left: bigint }

export type Lot = { seed: string; ballotsSha256: string }

/** `lot`: smallest first, drawn by the seed that was fixed before and the ballots that nobody knew then. */
export const drawn = ({ seed, ballotsSha256 }: Lot, number: string): string =>
  hex(sha256(utf8(`${seed}\n${ballotsSha256}\n${number}`)))

export function voteOf(
  pool: Pool,
  projects: readonly Project[],
  { budget, voters, piles, lot }: { budget: bigint; voters: number; piles: Iterable<Pile>; lot: Lot },
): Vote {
  const { ballot, count: rule } = pool.section
  const place = new Map(projects.map(({ number }, i) => [number, i]))
  const votes = projects.map(() => 0n)
  const score = projects.map(() => 0n)
  const made = Array.from(piles, ({ choices, count }) => {
    const points = new Map(choices.map(([number, said]) => [place.get(number)!, BigInt(pointsOf(ballot, said))]))
    for (const [project, given] of points) {
      votes[project]! += BigInt(count)
      score[project]! += BigInt(count) * given
    }
    return { count: BigInt(count), points }
  })
  const vote = { projects, budget, voters: BigInt(voters), piles: made, votes, score, rule }
  return { ...vote, tie: tieOf(vote, lot) }
}

/** Whether the rule keeps a project out, now that these have won. */
export function isBarred({ rule, projects }: Vote, winners: readonly number[], next: number): boolean {
  const { number, category, area, cost } = projects[next]!
  const won = winners.map((winner) => projects[winner]!)
  return rule.constraints.some((constraint) => {
    if (constraint.kind === 'excluding')
      return constraint.projects.includes(number) && won.some((winner) => constraint.projects.includes(winner.number))
    if (category !== constraint.category) return false
    const alike = won.filter((winner) => winner.category === category)
    if (constraint.kind === 'atMostSpent')
      return alike.reduce((sum, winner) => sum + winner.cost, cost) > constraint.most
    return area !== undefined && alike.filter((winner) => winner.area === area).length >= constraint.most
  })
}

/** Of a ranking the first has as many points as there are ranks, the last one. */
const pointsOf = (form: BallotForm, said: number) => (form.kind === 'ordinal' ? form.most - said + 1 : said)

function tieOf({ projects, votes, score, rule }: Omit<Vote, 'tie'>, lot: Lot): Vote['tie'] {
  const lots = projects.map(({ number }) => drawn(lot, number))
  const by: Record<Tie, (a: number, b: number) => number> = {
    cost: (a, b) => order(projects[a]!.cost, projects[b]!.cost),
    votes: (a, b) => order(votes[b]!, votes[a]!),
    score: (a, b) => order(score[b]!, score[a]!),
    id: (a, b) => order(projects[a]!.number, projects[b]!.number),
    lot: (a, b) => order(lots[a]!, lots[b]!),
  }
  const ties: readonly Tie[] = rule.ties.length > 0 ? rule.ties : ['cost', 'votes']
  return (a, b) => {
    for (const tie of [...ties, 'id' as const]) {
      const found = by[tie](a, b)
      if (found !== 0) return found
    }
    return 0
  }
}

export const order = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
