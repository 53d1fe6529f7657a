/** What scores come to, and whether a choice follows them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandChoice, spreadOf, standings, weighed } from './rules.ts'
import type { Application, Review } from './types.ts'

const call = { criteria: [{ id: 'a', names: { pl: 'A' }, weight: 2 }, { id: 'b', names: { pl: 'B' }, weight: 1 }], places: 1 } // prettier-ignore
const application = (id: string): Application => ({ id, team: id, account: id, kind: 'firms', summary: '', plan: '', members: [], at: new Date(0) }) // prettier-ignore
const review = (applicationId: string, account: string, a: number, b = a): Review => ({ applicationId, account, conflict: null, scores: { a, b }, words: '', at: new Date(0) }) // prettier-ignore

test('a mean lies between the lowest and the highest, and equal scores are not spread', () => {
  const score = fc.integer({ min: 0, max: 10 })
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 20 }), (values) => {
      const { mean, low, high, deviation } = spreadOf(values)!
      expect(low - 1e-9 <= mean && mean <= high + 1e-9).toBe(true)
      expect(deviation > 1e-9).toBe(low < high)
    }),
  )
  expect(weighed(call, { a: 9, b: 3 })).toBe(7)
  expect(spreadOf([])).toBeUndefined()
})

test('equal totals share a rank; one opinion is none; a conflict is counted and not scored', () => {
  const reviews = [
    review('x', '1', 8),
    review('x', '2', 6),
    review('y', '1', 7),
    review('y', '2', 7),
    review('z', '1', 9),
  ]
  const rows = standings(call, ['x', 'y', 'z'].map(application), [...reviews, { ...review('z', '2', 0), scores: null, conflict: 'kin' }]) // prettier-ignore
  expect(rows.map(({ team, rank, leftOut }) => [team, rank, leftOut])).toEqual([['x', 1, 0], ['y', 1, 0], ['z', undefined, 1]]) // prettier-ignore
  expect(() => demandChoice(call, rows, ['x'], '')).toThrow(expect.objectContaining({ code: 'challenges.tooFewReviews' })) // prettier-ignore
})

test('among equals a choice follows the scores whoever it is; past a better one it says why', () => {
  const reviews = [['x', 8], ['y', 8], ['z', 5]].flatMap(([id, n]) => ['1', '2'].map((who) => review(id as string, who, n as number))) // prettier-ignore
  const rows = standings(call, ['x', 'y', 'z'].map(application), reviews)
  expect(demandChoice(call, rows, ['y'], '')).toEqual(['x', 'y', 'z'])
  expect(() => demandChoice(call, rows, ['z'], '')).toThrow(expect.objectContaining({ code: 'challenges.departure', details: { teams: 'x, y' } })) // prettier-ignore
  expect(demandChoice(call, rows, ['z'], 'They withdrew.')).toHaveLength(3)
  expect(() => demandChoice(call, rows, ['x', 'y'], '')).toThrow(expect.objectContaining({ code: 'challenges.tooManyChosen' })) // prettier-ignore
})
