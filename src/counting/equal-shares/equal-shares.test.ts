/** Equal shares as others counted them, and as counted by the book: plain fractions, voter by voter, nothing skipped. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalSharesOf, profileOf, readPabulib, TIES, type Choice, type Completion, type Utility } from '../index.ts'

const ORACLE = '../shared/oracles/pabulib'
type Instance = {
  equal_shares_no_completion?: string[]
  equal_shares_add1?: string[]
  equal_shares_add1_then_utilitarian?: string[]
}
const instances: Record<string, Instance> = existsSync(ORACLE)
  ? (JSON.parse(readFileSync(`${ORACLE}/expected.json`, 'utf8')) as { instances: Record<string, Instance> }).instances
  : {}
const ANSWERS: [keyof Instance, Completion][] = [
  ['equal_shares_no_completion', 'none'],
  ['equal_shares_add1', 'add1'],
  ['equal_shares_add1_then_utilitarian', 'add1+utilitarian'],
]

describe.skipIf(!existsSync(ORACLE))('elections that were held', () => {
  test.each(Object.entries(instances))('%s', (file, expected) => {
    const { profile, problems } = readPabulib(readFileSync(`${ORACLE}/${file}`, 'utf8'))
    expect(problems).toEqual([])
    for (const [key, completion] of ANSWERS)
      if (expected[key])
        expect(equalSharesOf(profile, { completion }).winners.sort()).toEqual([...expected[key]].sort())
  })
})

type Fraction = { n: bigint; d: bigint }
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
const of = (n: bigint, d = 1n): Fraction => ({ n: n / gcd(n, d), d: d / gcd(n, d) })
const plus = (a: Fraction, b: Fraction) => of(a.n * b.d + b.n * a.d, a.d * b.d)
const minus = (a: Fraction, b: Fraction) => plus(a, { n: -b.n, d: b.d })
const times = (a: Fraction, b: bigint) => of(a.n * b, a.d)
const over = (a: Fraction, b: bigint) => of(a.n, a.d * b)
const order = (a: Fraction, b: Fraction) => (a.n * b.d < b.n * a.d ? -1 : a.n * b.d > b.n * a.d ? 1 : 0)

/** By the book: Peters, Pierczyński and Skowron (2021); ties by lower cost, more votes, id. */
function byTheBook(costs: bigint[], ballots: Choice[][], share: Fraction, utility: Utility): number[] {
  const purses = ballots.map(() => share)
  const winners: number[] = []
  for (;;) {
    let best: { project: number; key: Fraction; price: Fraction } | undefined
    costs.forEach((cost, project) => {
      if (winners.includes(project)) return
      const votes = ballots.flatMap((choices, voter) =>
        choices
          .filter((one) => one.project === project)
          .map(({ points }) => ({ voter, points: BigInt(utility === 'points' ? points : 1) })),
      )
      const perPoint = (one: (typeof votes)[number]) => over(purses[one.voter]!, one.points)
      votes.sort((a, b) => order(perPoint(a), perPoint(b)))
      let missing = of(cost)
      for (const [i, vote] of votes.entries()) {
        const points = votes.slice(i).reduce((sum, { points }) => sum + points, 0n)
        const price = over(missing, points)
        if (order(price, perPoint(vote)) <= 0) {
          const key = utility === 'cost' ? over(price, cost) : price
          const tie =
            best &&
            (order(key, best.key) ||
              sign(cost, costs[best.project]!) ||
              votesOf(best.project) - votes.length ||
              project - best.project)
          if (!best || tie! < 0) best = { project, key, price }
          return
        }
        missing = minus(missing, purses[vote.voter]!)
      }
    })
    if (!best) return winners
    const { project, price } = best
    winners.push(project)
    ballots.forEach((choices, voter) => {
      const one = choices.find((choice) => choice.project === project)
      if (!one) return
      const asked = times(price, utility === 'points' ? BigInt(one.points) : 1n)
      purses[voter] = order(purses[voter]!, asked) < 0 ? of(0n) : minus(purses[voter]!, asked)
    })
  }
  function votesOf(project: number): number {
    return ballots.filter((choices) => choices.some((one) => one.project === project)).length
  }
}
const sign = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)

// Small numbers, so that equal amounts, exactly emptied purses and ties are common.
const elections = fc.integer({ min: 1, max: 6 }).chain((projects) =>
  fc.record({
    costs: fc.array(fc.bigInt({ min: 1n, max: 24n }), { minLength: projects, maxLength: projects }),
    ballots: fc.array(
      fc.uniqueArray(fc.record({ project: fc.nat(projects - 1), points: fc.integer({ min: 1, max: 4 }) }), {
        selector: ({ project }) => project,
      }),
      { minLength: 1, maxLength: 12 },
    ),
    budget: fc.bigInt({ min: 24n, max: 60n }),
    utility: fc.constantFrom<Utility>('cost', 'votes', 'points'),
  }),
)

test('what the fast count finds is what the book finds, in the same order', () => {
  fc.assert(
    fc.property(elections, ({ costs, ballots, budget, utility }) => {
      const projects = costs.map((cost, i) => ({ id: String(i), cost }))
      const { winners, spent, left } = equalSharesOf(profileOf({ projects, budget, choices: ballots }), {
        utility,
        ties: TIES,
      })
      const expected = byTheBook(costs, ballots, of(budget, BigInt(ballots.length)), utility)
      expect(winners).toEqual(expected.map(String))
      expect(spent).toBe(expected.reduce((sum, project) => sum + costs[project]!, 0n))
      expect(spent + left).toBe(budget)
    }),
    { numRuns: 2_000 },
  )
})

test('nothing is spent beyond the budget, and the completions only add', () => {
  fc.assert(
    fc.property(elections, ({ costs, ballots, budget, utility }) => {
      const profile = profileOf({
        projects: costs.map((cost, i) => ({ id: String(i), cost })),
        budget,
        choices: ballots,
      })
      const won = (completion: Completion) => equalSharesOf(profile, { utility, completion }).winners
      for (const completion of ['none', 'add1', 'utilitarian', 'add1+utilitarian', 'exhaustive'] as const)
        expect(equalSharesOf(profile, { utility, completion }).left).toBeGreaterThanOrEqual(0n)
      expect(won('utilitarian').slice(0, won('none').length)).toEqual(won('none'))
      expect(won('add1+utilitarian').slice(0, won('add1').length)).toEqual(won('add1'))
    }),
    { numRuns: 300 },
  )
})

test('the order of ballots, and voters who chose alike, change nothing', () => {
  fc.assert(
    fc.property(elections, fc.integer(), ({ costs, ballots, budget, utility }, seed) => {
      const projects = costs.map((cost, i) => ({ id: String(i), cost }))
      const twice = [...ballots, ...ballots]
      const shuffled = twice.map((ballot, i) => ({ ballot, at: Math.sin(seed + i * 7.3) })).sort((a, b) => a.at - b.at)
      const count = (choices: Choice[][]) =>
        equalSharesOf(profileOf({ projects, budget, choices }), { utility, completion: 'add1' })
      expect(count(shuffled.map(({ ballot }) => ballot))).toEqual(count(twice))
    }),
    { numRuns: 300 },
  )
})

test('a supporter group that has exactly what a project costs can buy it', () => {
  const projects = [{ id: 'a', cost: 30n }]
  const choices = [[{ project: 0, points: 1 }], [{ project: 0, points: 1 }], [{ project: 0, points: 1 }], []]
  expect(equalSharesOf(profileOf({ projects, budget: 40n, choices })).winners).toEqual(['a'])
  expect(equalSharesOf(profileOf({ projects, budget: 39n, choices })).winners).toEqual([])
})
