/** Counted once more by the book: what the house counts, what cities counted, and what others computed of their votes. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTally, readPabulib, type CountRule, type Election } from '#counting'
import type { Tally } from '../ballots.ts'
import { memberOf } from '../json.ts'
import { sealedOf } from '../rules.ts'
import { recount } from './index.ts'

const ORACLE = '../shared/oracles/pabulib'
const DRAWN = { lotSeed: 'seed', ballotsSha256: 'f'.repeat(64) }
type Ballot = { pool: string; choices: (readonly [string, number])[] }

const sealed = (election: Election) =>
  sealedOf(memberOf({ ...election, list: election.projects, keys: {}, lotCommitment: '' }, ''))

function recounted(election: Election, ballots: Iterable<Ballot>) {
  const tallies = new Map<string, Tally>()
  for (const { pool, choices } of ballots) {
    const tally = tallies.get(pool) ?? { online: 0, paper: 0, piles: new Map() }
    tallies.set(pool, tally)
    tally.online += 1
    const key = JSON.stringify(choices)
    tally.piles.set(key, { choices, count: (tally.piles.get(key)?.count ?? 0) + 1 })
  }
  const lot = { seed: DRAWN.lotSeed, ballotsSha256: DRAWN.ballotsSha256 }
  return new Map(recount(sealed(election), tallies, lot).map((found) => [found.pool, found]))
}

const NUMBERS = ['1', '2', '3', '4', '5', '6', '10']
const subset = fc.uniqueArray(fc.constantFrom(...NUMBERS), { maxLength: 4 })
const rules: fc.Arbitrary<CountRule> = fc.record({
  rule: fc.constantFrom('greedy', 'equalShares', 'phragmen'),
  completion: fc.constantFrom('none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive'),
  utility: fc.constantFrom('cost', 'votes', 'points'),
  threshold_votes: fc.nat(3),
  whenNextDoesNotFit: fc.constantFrom('skip', 'stop'),
  ties: fc.constantFrom(['cost', 'votes', 'lot'], ['lot'], ['score', 'id'], []),
  constraints: fc.subarray(
    [
      { kind: 'atMostPerArea', category: 'road', most: 1 },
      { kind: 'atMostSpent', category: 'park', most_minor: 9 },
      { kind: 'excluding', projects: ['1', '2', '10'] },
    ],
    { maxLength: 2 },
  ),
}) as fc.Arbitrary<CountRule>
const projects = fc.tuple(
  ...NUMBERS.map((number) =>
    fc.record({
      number: fc.constant(number),
      pool: fc.constant('city'),
      cost_minor: fc.integer({ min: 1, max: 12 }),
      category: fc.constantFrom('road', 'park'),
      area: fc.constantFrom('pier', 'mill'),
    }),
  ),
)
const forms = fc.constantFrom<Election['sections'][number]['ballot']>(
  { kind: 'approval', most: 4 },
  { kind: 'ordinal', most: 4 },
  { kind: 'points', points: 9 } as never,
)

const park = (number: string, cost_minor = 1) => ({ number, pool: 'city', cost_minor, category: 'park', area: 'pier' })
const road = (number: string, cost_minor = 1) => ({ ...park(number, cost_minor), category: 'road' })
type Case = [CountRule, Election['projects'][number][], Election['sections'][number]['ballot'], string[][], number]
/** Where the two once differed: a limit that closes to what could not be paid before, and to what it never lets in. */
const FOUND = [
  [
    { rule: 'equalShares', completion: 'exhaustive', ties: ['score', 'id'], constraints: [{ kind: 'atMostPerArea', category: 'road', most: 1 }] },
    [park('1'), road('2'), road('3'), road('4'), road('5', 2), road('6'), road('10')],
    ...[{ kind: 'points', points: 9 }, [['1', '5'], ['1'], ['10']], 4],
  ],
  [
    { rule: 'equalShares', ties: ['cost', 'lot'], constraints: [{ kind: 'atMostSpent', category: 'park', most_minor: 9 }] },
    [road('1'), road('2'), road('3'), road('4'), road('5'), park('6', 10), road('10')],
    ...[{ kind: 'approval', most: 4 }, [['6']], 7],
  ],
] as unknown as Case[] // prettier-ignore

test('what the house counts is what the book says, by every rule, with limits, lots and money that flows on', () => {
  // Small sums, so that equal prices, emptied purses and ties are common. A unit of the currency is more than all of them.
  fc.assert(
    fc.property(
      ...([rules, projects, forms, fc.array(subset, { maxLength: 9 }), fc.integer({ min: 4, max: 40 })] as const),
      (count, listed, ballot, lists, amount) => {
        const election: Election = {
          edition: 'e',
          sections: [
            { code: 's', ballot, count },
            { code: 'd', ballot: { kind: 'approval', most: 1 }, count: { rule: 'greedy', unusedTo: 'city' } },
          ],
          pools: [
            { code: 'city', section: 's', amount_minor: amount },
            { code: 'pier', section: 'd', amount_minor: 3 },
          ],
          projects: listed,
        }
        const ballots = lists.map((list): Ballot => ({
          pool: 'city',
          choices: list.map((number, i) => [number, ballot.kind === 'approval' ? 1 : i + 1]),
        }))
        const tally = createTally(election)
        for (const one of ballots) tally.add(one)
        const found = recounted(election, ballots)
        for (const pool of tally.result(DRAWN).pools) {
          const again = found.get(pool.pool)!
          expect([again.winners, Number(again.left), again.voters]).toEqual([
            pool.winners,
            pool.left_minor,
            pool.voters,
          ])
          expect(Object.fromEntries([...again.votes].map(([id, votes]) => [id, Number(votes)]))).toEqual(pool.votes)
        }
      },
    ),
    { numRuns: 600, examples: FOUND as never },
  )
})

const EXPECTED = { none: 'equal_shares_no_completion', add1: 'equal_shares_add1' } as const
type Instances = Record<string, Partial<Record<(typeof EXPECTED)[keyof typeof EXPECTED], string[]>>>

describe.skipIf(!existsSync(ORACLE))('elections that were held, by equal shares', () => {
  const { instances } = existsSync(ORACLE)
    ? (JSON.parse(readFileSync(`${ORACLE}/expected.json`, 'utf8')) as { instances: Instances })
    : { instances: {} }
  const cases = Object.entries(instances).flatMap(([file, expected]) =>
    (['none', 'add1'] as const).flatMap((completion) => {
      const winners = expected[EXPECTED[completion]]
      return winners ? [[file, completion, winners] as const] : []
    }),
  )
  test.each(cases)('%s %s', (file, completion, expected) => {
    const text = readFileSync(`${ORACLE}/${file}`, 'utf8')
    const { profile } = readPabulib(text)
    const listed = profile.projects.map(({ id, cost }) => ({ number: id, pool: 'p', cost_minor: Number((cost * 100n) / profile.partsPerUnit) })) // prettier-ignore
    const election: Election = {
      edition: 'e',
      sections: [{ code: 's', ballot: { kind: 'approval', most: 99 }, count: { rule: 'equalShares', completion } }],
      pools: [{ code: 'p', section: 's', amount_minor: Number((profile.budget * 100n) / profile.partsPerUnit) }],
      projects: listed,
    }
    const ballots = text
      .slice(text.search(/^VOTES/m))
      .split(/\r?\n/)
      .slice(1).filter(Boolean)
    const column = ballots[0]!.split(';').indexOf('vote')
    const cast = ballots.slice(1).map((line): Ballot => ({
      pool: 'p',
      choices: line.split(';')[column]!.split(',').map((number) => [number, 1] as const),
    }))
    expect(recounted(election, cast).get('p')!.winners.sort()).toEqual([...expected].sort())
  })
}) // prettier-ignore
