/** Places: ties, directions, missing figures. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentiles, ranks } from './rank.ts'

test('equal figures share the best place, or the mean of theirs', () => {
  expect(ranks([5, 9, 5, 1])).toEqual([2, 1, 2, 4])
  expect(ranks([5, 9, 5, 1], { ties: 'average' })).toEqual([2.5, 1, 2.5, 4])
  expect(ranks([5, 9, 5, 1], { best: 'lowest' })).toEqual([2, 4, 2, 1])
})

test('a missing figure has no place and takes none', () => {
  expect(ranks([null, 3, null, 4])).toEqual([null, 2, null, 1])
  expect(percentiles([null, 3, null, 4])).toEqual([null, 0, null, 100])
})

test('percentiles are shares of the others; one alone has none', () => {
  expect(percentiles([10, 20, 30, 40, 50])).toEqual([0, 25, 50, 75, 100])
  expect(percentiles([1, 1, 2])).toEqual([25, 25, 100])
  expect(percentiles([10, 20], 'lowest')).toEqual([100, 0])
  expect(percentiles([7])).toEqual([null])
  expect(percentiles([])).toEqual([])
})

test('mean places add up as if there were no ties, and the best comes first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 50 }), (values) => {
      const places = ranks(values, { ties: 'average' }) as number[]
      expect(places.reduce((a, b) => a + b, 0)).toBe((values.length * (values.length + 1)) / 2)
      expect(ranks(values)[values.indexOf(Math.max(...values))]).toBe(1)
    }),
  )
})

test('what is not finite is refused', () => {
  expect(() => ranks([1, NaN])).toThrow(expect.objectContaining({ code: 'stats.notFinite' }))
})
