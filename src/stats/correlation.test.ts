/** Rank correlation by what is known of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankCorrelation } from './correlation.ts'

const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
  minLength: 5,
  maxLength: 60,
})

test('as scipy.stats.spearmanr says, ties included', () => {
  const of = (x: number[], y: number[]) => rankCorrelation(x.map((value, i) => [value, y[i]!] as const))
  expect(of([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.8207826816681233, 12)
  expect(of([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17])).toBeCloseTo(
    -0.17575757575757575,
    12,
  )
})

test('what grows together correlates wholly, whatever the scale; turned around, the sign turns', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const found = rankCorrelation(all)
      const turned = rankCorrelation(all.map(([x, y]) => [x, -y] as const))
      if (found === undefined) return expect(turned).toBeUndefined()
      expect(Math.abs(found)).toBeLessThanOrEqual(1)
      expect(turned).toBeCloseTo(-found, 12)
      expect(rankCorrelation(all.map(([x, y]) => [y, x ** 3] as const))).toBeCloseTo(found, 12)
    }),
  )
  expect(rankCorrelation([1, 2, 3, 4, 5].map((x) => [x, Math.exp(x)] as const))).toBe(1)
})

test('too few pairs, or a side that does not vary, say nothing', () => {
  expect(rankCorrelation([1, 2, 3, 4].map((x) => [x, x] as const))).toBeUndefined()
  expect(rankCorrelation([1, 2, 3, 4, 5].map((x) => [x, 7] as const))).toBeUndefined()
})
