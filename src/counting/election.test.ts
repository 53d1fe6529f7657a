/** Whole editions: money flows on, limits are kept and their cost told, and whoever counts again finds the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTally, type Cast, type CountRule, type Election } from './index.ts'

const DRAWN = { lotSeed: 'seed', ballotsSha256: 'f'.repeat(64) }
const edition = (count: Partial<CountRule>, more: Partial<Election> = {}): Election => ({
  edition: 'rivermouth-3',
  sections: [
    { code: 'district', ballot: { kind: 'approval' }, count: { rule: 'greedy', unusedTo: 'city' } },
    { code: 'citywide', ballot: { kind: 'approval' }, count: { rule: 'greedy', ...count } },
  ],
  pools: [
    { code: 'city', section: 'citywide', amount_minor: 1_000 },
    { code: 'pier', section: 'district', amount_minor: 500 },
    { code: 'mill', section: 'district', amount_minor: 500 },
  ],
  projects: [
    { number: 'C1', pool: 'city', cost_minor: 900, category: 'investment', area: 'pier' },
    { number: 'C2', pool: 'city', cost_minor: 300, category: 'investment', area: 'pier' },
    { number: 'C3', pool: 'city', cost_minor: 300, category: 'investment', area: 'mill' },
    { number: 'C4', pool: 'city', cost_minor: 200 },
    { number: 'P1', pool: 'pier', cost_minor: 400 },
    { number: 'M1', pool: 'mill', cost_minor: 100 },
  ],
  ...more,
})
const counted = (election: Election, ballots: Iterable<Cast>) => {
  const tally = createTally(election)
  for (const ballot of ballots) tally.add(ballot)
  return tally.result(DRAWN)
}
const cast = (pool: string, ...lists: string[]): Cast[] =>
  lists.map((list) => ({
    pool,
    choices: list
      .split(' ')
      .filter(Boolean)
      .map((number) => [number, 1] as const),
  }))
const BALLOTS = [
  ...cast('city', 'C1 C2', 'C1 C2', 'C1 C2', 'C1 C3', 'C1', 'C4', 'C2', ''),
  ...cast('pier', 'P1', 'C1'),
  ...cast('mill', 'M1'),
]

test('what districts leave over flows on to the whole city; a choice of another list counts nothing', () => {
  const { pools } = counted(edition({}), BALLOTS)
  const [city, pier, mill] = pools
  expect(pier).toMatchObject({ winners: ['P1'], left_minor: 100, movedTo: 'city', voters: 2, empty: 1 })
  expect(mill).toMatchObject({ winners: ['M1'], left_minor: 400, movedTo: 'city' })
  expect(city).toMatchObject({
    ...{ budget_minor: 1_500, winners: ['C1', 'C2', 'C4'], left_minor: 100, voters: 8, empty: 1 },
    received: [
      { pool: 'pier', minor: 100 },
      { pool: 'mill', minor: 400 },
    ],
  })
})

test('a limit says who won in its place, and what it cost in votes', () => {
  const constraints = [{ kind: 'atMostPerArea' as const, category: 'investment', most: 1 }]
  const [city] = counted(edition({ constraints }), BALLOTS).pools
  expect(city).toMatchObject({
    winners: ['C1', 'C4', 'C3'],
    constraintsCost: { votes: 3, wouldWin: ['C2'], wouldLose: ['C3'] },
  })
  expect(city!.decisions).toContainEqual(
    expect.objectContaining({ project: 'C2', reason: 'constraint', limit: 'pier', lostTo: ['C1'] }),
  )
  // Projects that exclude one another, and most money for one category.
  const spent = { kind: 'atMostSpent' as const, category: 'investment', most_minor: 900 }
  for (const rule of ['greedy', 'equalShares', 'phragmen'] as const) {
    const either = [{ kind: 'excluding' as const, projects: ['C1', 'C4'] }, spent]
    const { winners } = counted(edition({ rule, completion: 'add1+utilitarian', constraints: either }), BALLOTS)
      .pools[0]!
    expect([rule, winners.includes('C1') && winners.includes('C4')]).toEqual([rule, false])
    expect([rule, winners.filter((id) => ['C1', 'C2', 'C3'].includes(id)).length]).toEqual([rule, winners.includes('C1') ? 1 : 2]) // prettier-ignore
  }
})

test('equals are parted by a lot that anybody draws again, and it is told', () => {
  const two = cast('city', 'C2', 'C3')
  const [city] = counted(edition({ ties: ['votes', 'lot'] }), two).pools
  expect(city!.decisions[0]!.tied).toMatchObject({ by: 'lot', before: [city!.decisions[1]!.project] })
  expect(city!.decisions[2]!.tied).toEqual({ by: 'lot', before: [city!.decisions[3]!.project] })
})

test('points and ranks', () => {
  const points = edition({}, { sections: [{ code: 'citywide', ballot: { kind: 'points' }, count: { rule: 'greedy' } }, edition({}).sections[0]!] }) // prettier-ignore
  const given: Cast[] = [
    { pool: 'city', choices: [['C1', 1], ['C4', 5]] }, // prettier-ignore
    { pool: 'city', choices: [['C1', 1]] },
  ]
  expect(counted(points, given).pools[0]).toMatchObject({ points: { C1: 2, C4: 5 }, winners: ['C4', 'C1'] })
  const ranked = { ...points, sections: points.sections.map((section) => ({ ...section, ballot: { kind: 'ordinal' as const, most: 3 } })) } // prettier-ignore
  const ranks: Cast[] = [{ pool: 'city', choices: [['C1', 1], ['C4', 2]] }] // prettier-ignore
  expect(counted(ranked, ranks).pools[0]).toMatchObject({ points: { C1: 3, C4: 2 } })
})

test('money that would flow in a circle, and a ballot of no pool, are refused', () => {
  const circle = edition({ unusedTo: 'pier' })
  expect(() => counted(circle, [])).toThrow(expect.objectContaining({ code: 'counting.flowsInCircle' }))
  expect(() => counted(edition({}), cast('sea', 'C1'))).toThrow(expect.objectContaining({ code: 'counting.unknownPool' })) // prettier-ignore
})

const numbers = ['C1', 'C2', 'C3', 'C4']
const votes = fc.array(fc.subarray(numbers), { minLength: 1, maxLength: 12 })
const rules = fc.record({
  rule: fc.constantFrom('greedy', 'equalShares', 'phragmen'),
  completion: fc.constantFrom('none', 'add1', 'add1+utilitarian'),
  constraints: fc.subarray([{ kind: 'atMostPerArea', category: 'investment', most: 1 } as const]),
  ties: fc.constantFrom(['lot'], ['cost', 'lot']),
}) as fc.Arbitrary<CountRule>

test('in whatever order the ballots come, the document is the same; nothing is spent twice', () => {
  fc.assert(
    fc.property(votes, rules, fc.integer(), (lists, rule, turn) => {
      const ballots = cast('city', ...lists.map((list) => list.join(' ')))
      const at = Math.abs(turn) % ballots.length
      const first = counted(edition(rule), ballots)
      expect(counted(edition(rule), [...ballots.slice(at), ...ballots.slice(0, at)].reverse())).toEqual(first)
      const [city] = first.pools
      expect(city!.spent_minor + city!.left_minor).toBe(city!.budget_minor)
      expect(new Set(city!.decisions.map(({ project }) => project)).size).toBe(numbers.length)
    }),
    { numRuns: 200 },
  )
})

test('by votes, one more vote for a winner never takes it out', () => {
  fc.assert(
    fc.property(votes, fc.constantFrom('skip', 'stop'), (lists, whenNextDoesNotFit) => {
      const ballots = cast('city', ...lists.map((list) => list.join(' ')))
      const rule = edition({ whenNextDoesNotFit } as CountRule)
      for (const winner of counted(rule, ballots).pools[0]!.winners)
        expect(counted(rule, [...ballots, ...cast('city', winner)]).pools[0]!.winners).toContain(winner)
    }),
    { numRuns: 200 },
  )
})
