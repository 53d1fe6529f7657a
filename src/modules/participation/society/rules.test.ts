/** Social capital in figures: whole where there are enough people, missing with a reason where not, and never of one district. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresOf, spreadOf } from './rules.ts'
import type { Taken } from './types.ts'

const TAKEN: Taken = {
  ...{ edition: 'bo-13', year: 2027, registered: 1000, voters: 120, authors: 20, authorsNew: 8, answersDue: 40, answersInTime: 31 }, // prettier-ignore
  districts: [
    { pool: 'a', registered: 500, voters: 108 },
    { pool: 'b', registered: 400, voters: 12 },
    { pool: 'c', registered: 100, voters: 0 },
  ],
}
const value = (change: Partial<Taken>, measure: string) => figuresOf([{ ...TAKEN, ...change }]).find((one) => one.measure === measure)! // prettier-ignore

test('what is counted is told as it is; spread is the share of districts that reach half of the mean', () => {
  expect(figuresOf([TAKEN]).map(({ measure, value }) => [measure, value])).toEqual([
    ...[['budget_entitled', 1000], ['budget_voters', 120], ['budget_districts_reached', 100 / 3]],
    ...[['budget_authors', 20], ['budget_authors_new', 8], ['office_answers_due', 40], ['office_answers_in_time', 31]],
  ]) // prettier-ignore
})

test('few people, no register, nothing asked: missing, each with its reason', () => {
  expect(value({ voters: 9 }, 'budget_voters')).toMatchObject({ value: null, lack: 'tooFew' })
  expect(value({ voters: 9 }, 'budget_districts_reached')).toMatchObject({ value: null, lack: 'tooFew' })
  expect(value({ authors: 9, authorsNew: 9 }, 'budget_authors_new')).toMatchObject({ value: null, lack: 'tooFew' })
  expect(value({ registered: 0, districts: [] }, 'budget_districts_reached')).toMatchObject({ value: null, lack: 'noRegister' }) // prettier-ignore
  expect(value({ answersDue: 0 }, 'office_answers_in_time')).toMatchObject({ value: null, lack: 'none' })
})

test('of two editions in a year the later one counts; the same turnout everywhere is a full spread', () => {
  expect(figuresOf([TAKEN, { ...TAKEN, edition: 'bo-14', voters: 130 }]).filter(({ measure }) => measure === 'budget_voters')).toMatchObject([{ edition: 'bo-14', value: 130 }]) // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 10, max: 1000 }), { minLength: 2 }), (sizes) => {
      expect(spreadOf(sizes.map((n, i) => ({ pool: String(i), registered: 10 * n, voters: n })))).toBe(100)
    }),
  )
})
