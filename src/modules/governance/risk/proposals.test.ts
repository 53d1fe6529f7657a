/** What is proposed does what it says, what loses least comes first, and long reckoning can be ended. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart } from './apart.ts'
import { sensitiveBy, sensitiveOf } from './assess.ts'
import { coded } from './coded.ts'
import * as counts from './counts/index.ts'
import { generalising, taxonomy } from './hierarchies.ts'
import { measure } from './measure.ts'
import { propose } from './proposals.ts'
import { populationOf } from './reidentification.ts'

const people = fc.array(
  fc.record({ age: fc.integer({ min: 18, max: 90 }), sex: fc.constantFrom('k', 'm'), place: fc.constantFrom('066301', '066302', '066401'), illness: fc.constantFrom('a', 'b', 'c') }),
  { minLength: 30, maxLength: 120 },
) // prettier-ignore
const table = (all: { age: number; sex: string; place: string; illness: string }[]) => ({
  quasi: [coded('wiek', all.map(({ age }) => String(age))), coded('płeć', all.map(({ sex }) => sex)), coded('gmina', all.map(({ place }) => place))],
  sensitive: [sensitiveOf(coded('choroba', all.map(({ illness }) => illness)))],
}) // prettier-ignore

test('every proposal that meets the goal leaves nobody in a class below it; what loses least comes first', () => {
  fc.assert(
    fc.property(people, (all) => {
      const { quasi, sensitive } = table(all)
      const { now, proposals } = propose(quasi, sensitive, { k: 5 })
      if (now.meets) return expect(proposals).toEqual([])
      const meeting = proposals.filter(({ meets }) => meets)
      for (const { after } of meeting) if (after) expect(after.k).toBeGreaterThanOrEqual(5)
      expect(meeting.map(({ lost }) => lost)).toEqual(meeting.map(({ lost }) => lost).toSorted((a, b) => a - b))
      expect(proposals.every(({ lost }) => lost >= 0 && lost <= 1)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('a step of a hierarchy says a value as the preview did, and nothing of what is not of the kind', () => {
  expect(generalising('age', 2)('34')).toBe('30–39')
  expect(generalising('date', 3)('1980-05-17')).toBe('1980')
  expect(generalising('teryt', 2)('0663011')).toBe('0663***')
  expect(generalising('postalCode', 3)('20-001')).toBe('20-***')
  expect(generalising('numbers', 1, [100])('1250')).toBe('1200–1300')
  for (const by of ['age', 'date', 'teryt', 'postalCode'] as const)
    expect(generalising(by, 1)('Zenobia Wielogłowska')).toBeNull()
})

// Li and others, t-closeness, 2007, §5.2: the distance of two illnesses is how high up they first meet.
test('t by a hierarchy: illnesses of one organ are nearer than those of two', () => {
  const illness = coded('illness', ['gastritis', 'ulcer', 'flu', 'pneumonia'])
  const ways = taxonomy([['gastritis', 'stomach'], ['ulcer', 'stomach'], ['flu', 'lungs'], ['pneumonia', 'lungs']]) // prettier-ignore
  const near = coded('ward', ['1', '2', '1', '2'])
  const far = coded('ward', ['1', '1', '2', '2'])
  const told = (ward: typeof near) => measure({ quasi: [ward], sensitive: [sensitiveBy(illness, ways)] }).sensitive[0]!
  // Each ward has one of either organ: half of it is carried within organs, at half the height.
  expect(told(near)).toMatchObject({ t: 0.25, distance: 'hierarchy' })
  expect(told(far).t).toBe(0.5)
  // Without the hierarchy both are alike.
  for (const ward of [near, far]) expect(measure({ quasi: [ward], sensitive: [sensitiveOf(illness)] }).sensitive[0]!.t).toBe(0.5) // prettier-ignore
})

test('a table of the population says how many are like each class', () => {
  const [sample, all] = [coded('wiek', ['30', '30', '40']), coded('wiek', ['40', '30', '30', '30', '40', '50'])]
  const { risk } = measure({ quasi: [sample], sensitive: [] }, populationOf([sample], [all]))
  expect(risk.journalist).toMatchObject({ highest: 1 / 2, average: Math.max(2 / 5, (2 / 3 + 1 / 2) / 3) })
  expect(() => measure({ quasi: [sample], sensitive: [] }, populationOf([sample], [coded('wiek', ['30'])]))).toThrow(expect.objectContaining({ code: 'governance.risk.populationSmaller' })) // prettier-ignore
})

test('in a thread of its own it comes out the same, refuses the same, and ends when it is to', async () => {
  const { quasi, sensitive } = table(fc.sample(people, { numRuns: 1, seed: 3 })[0]!)
  const signal = new AbortController().signal
  const found = await apart('weigh', { before: { quasi, sensitive }, k: 5 }, signal)
  expect(found.proposals).toEqual(propose(quasi, sensitive, { k: 5 }).proposals)
  await expect(apart('weigh', { before: { quasi: [], sensitive } }, signal)).rejects.toMatchObject({ code: 'governance.risk.noQuasi', status: 422 }) // prettier-ignore
  const stopping = new AbortController()
  const long = apart('weigh', { before: { quasi, sensitive } }, stopping.signal)
  stopping.abort(new Error('enough'))
  await expect(long).rejects.toThrow('enough')
})

test('counts in rows: totals of rows and of columns are known, and no subtraction brings back what is hidden', () => {
  const rows = [
    { at: ['A', '0–17'], counts: [120, 118, 238] }, { at: ['A', '18+'], counts: [3, 40, 43] }, { at: ['A', 'Razem'], counts: [123, 158, 281] },
    { at: ['B', '0–17'], counts: [90, 70, 160] }, { at: ['B', '18+'], counts: [55, 61, 116] }, { at: ['B', 'Razem'], counts: [145, 131, 276] },
    { at: ['Razem', '0–17'], counts: [210, 188, 398] }, { at: ['Razem', '18+'], counts: [58, 101, 159] }, { at: ['Razem', 'Razem'], counts: [268, 289, 557] },
  ] // prettier-ignore
  const made = counts.countsOf([{ total: 'Razem' }, { total: 'Razem' }], rows, 2)
  expect(made.equations).toHaveLength(9 + 9 + 9)
  expect(() => counts.demandAdding(made)).not.toThrow()
  const { primary, secondary, intervals, open } = counts.suppressed(made, { kind: 'threshold', k: 5 })
  expect(open).toEqual([])
  expect(primary.map((cell) => made.cells[cell]!.id)).toEqual(['A / 18+ / 1'])
  expect(secondary.length).toBeGreaterThanOrEqual(3)
  for (const { low, high } of intervals) expect(high - low).toBeGreaterThan(0)
  expect([0, 1].map((dimension) => counts.totalIn(rows, dimension))).toEqual(['Razem', 'Razem'])
  const unnamed = rows.map((row) => ({ ...row, at: row.at.map((value) => (value === 'Razem' ? 'x' : value)) }))
  expect([0, 1].map((dimension) => counts.totalIn(unnamed, dimension))).toEqual(['x', 'x'])
  expect([counts.wholeIn(rows), counts.totalIn(rows.slice(0, 2), 0)]).toEqual([2, undefined])
  expect(counts.combinations([['a', 'b'], ['x']], 'all')).toEqual([['a', 'x'], ['a', 'all'], ['b', 'x'], ['b', 'all'], ['all', 'x'], ['all', 'all']]) // prettier-ignore
})
