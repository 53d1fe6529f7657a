/** The recount: every pool by its rule, in the order in which money that is left over flows on. */
import type { Tally } from '../ballots.ts'
import type { CountRule, Pool, Sealed } from '../rules.ts'
import { equalShares } from './equal-shares.ts'
import { greedy } from './greedy.ts'
import { phragmen } from './phragmen.ts'
import { voteOf, type Counted, type Lot, type Vote } from './vote.ts'

export type { Lot } from './vote.ts'

export type PoolCount = {
  pool: string
  budget: bigint
  voters: number
  votes: ReadonlyMap<string, bigint>
  winners: string[]
  spent: bigint
  left: bigint
}

const RULES: Record<CountRule['rule'], (vote: Vote, pool: Pool) => Counted> = {
  greedy: (vote, { section }) =>
    greedy(vote, section.ballot.kind === 'points' || section.ballot.kind === 'ordinal' ? 'score' : 'votes'),
  equalShares,
  phragmen,
}

export function recount(sealed: Sealed, tallies: ReadonlyMap<string, Tally>, lot: Lot): PoolCount[] {
  const moved = new Map<string, bigint>()
  return inOrder([...sealed.pools.values()]).map((pool) => {
    const projects = [...sealed.projects.values()].filter((project) => project.pool === pool.code)
    const tally = tallies.get(pool.code)
    const voters = (tally?.online ?? 0) + (tally?.paper ?? 0)
    const budget = pool.budget + (moved.get(pool.code) ?? 0n)
    const vote = voteOf(pool, projects, { budget, voters, piles: tally?.piles.values() ?? [], lot })
    const { winners, left } = RULES[pool.section.count.rule](vote, pool)
    const { unusedTo } = pool.section.count
    if (unusedTo !== undefined && unusedTo !== pool.code) moved.set(unusedTo, (moved.get(unusedTo) ?? 0n) + left)
    return {
      ...{ pool: pool.code, budget, voters, spent: budget - left, left },
      votes: new Map(projects.map(({ number }, i) => [number, vote.votes[i]!])),
      winners: winners.map((winner) => projects[winner]!.number),
    }
  })
}

/** A pool after all whose money may flow to it. */
function inOrder(pools: readonly Pool[]): Pool[] {
  const ready: Pool[] = []
  let rest = [...pools]
  while (rest.length > 0) {
    const free = rest.filter(({ code }) => !rest.some((from) => from.code !== code && targetOf(from) === code))
    // Money that would flow in a circle is taken in the order of the list.
    const next = free.length > 0 ? free : rest
    ready.push(...next)
    rest = rest.filter((pool) => !next.includes(pool))
  }
  return ready
}

const targetOf = ({ section }: Pool) => section.count.unusedTo
