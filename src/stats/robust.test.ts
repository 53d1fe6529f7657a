/** Centre and spread: known figures, laws, and what is refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalQuantileUpper, normalUpper } from './normal.ts'
import { median, medianDeviation, quantile, robustZ } from './robust.ts'

const figures = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

test('quantiles are of type 7', () => {
  // R: quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))
  expect([0, 0.1, 0.25, 0.5, 0.9, 1].map((share) => quantile([16, 1, 8, 2, 4], share))).toEqual([
    1, 1.4, 2, 4, 12.8, 16,
  ])
  expect(median([3, 1])).toBe(2)
  expect(median([])).toBeUndefined()
})

test('one wild figure moves neither centre nor spread', () => {
  expect(median([1, 2, 3, 4, 1e9])).toBe(3)
  expect(medianDeviation([1, 2, 3, 4, 1e9])).toBe(1)
})

test('distances are counted in deviations; where half are equal, in mean ones; where all are, not at all', () => {
  expect(robustZ([1, 2, 3, 4, 5])![4]).toBeCloseTo(2 / 1.4826, 4)
  expect(robustZ([5, 5, 5, 5, 9])![4]).toBeCloseTo(4 / (0.8 * 1.253314), 4)
  expect(robustZ([5, 5, 5])).toBeUndefined()
  expect(robustZ([])).toBeUndefined()
})

test('a quantile lies between the ends and rises with its share', () => {
  fc.assert(
    fc.property(figures, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const at = quantile(values, share)!
      expect(at).toBeGreaterThanOrEqual(Math.min(...values))
      expect(at).toBeLessThanOrEqual(Math.max(...values))
      expect(quantile(values, Math.min(1, share + 0.1))!).toBeGreaterThanOrEqual(at)
    }),
  )
})

test.each([NaN, Infinity, -Infinity])('%s is refused with its place', (wrong) => {
  for (const of of [median, medianDeviation, robustZ])
    expect(() => of([1, wrong])).toThrow(
      expect.objectContaining({ code: 'stats.notFinite', details: { index: 1, found: String(wrong) } }),
    )
})

test('the normal distribution is right also far out', () => {
  // Abramowitz and Stegun, tables 26.1 and 26.2.
  expect(normalUpper(0)).toBe(0.5)
  expect(normalUpper(1) / 0.15865525393145705 - 1).toBeCloseTo(0, 13)
  expect(normalUpper(1.99) / normalUpper(2.01)).toBeGreaterThan(1)
  expect(normalUpper(2) / 0.022750131948179195 - 1).toBeCloseTo(0, 13)
  expect(normalUpper(5) / 2.866515718791939e-7 - 1).toBeCloseTo(0, 13)
  expect(normalUpper(10) / 7.619853024160527e-24 - 1).toBeCloseTo(0, 12)
  expect(normalUpper(-1) + normalUpper(1)).toBe(1)
  expect(normalQuantileUpper(0.025)).toBeCloseTo(1.959963984540054, 12)
  for (const z of [0, 1e-3, 0.5, 2, 6, 20, 35]) expect(normalQuantileUpper(normalUpper(z))).toBeCloseTo(z, 10)
  expect(normalQuantileUpper(0.9)).toBeCloseTo(-1.2815515655446004, 12)
})
