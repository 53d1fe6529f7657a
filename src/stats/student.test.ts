/** Quantiles as the tables print them, and the law they follow. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalQuantileUpper } from './normal.ts'
import { studentQuantileUpper } from './student.ts'

test.each([
  [0.025, 1, 12.706],
  [0.05, 5, 2.015],
  [0.025, 10, 2.228],
  [0.05, 30, 1.697],
  [0.005, 120, 2.617],
])('above the %d quantile of %d degrees lies that share', (upper, freedom, t) => {
  expect(studentQuantileUpper(upper, freedom)).toBeCloseTo(t, 3)
})

test('it is symmetric, falls with the degrees of freedom and comes to the normal one', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.499, noNaN: true }), fc.integer({ min: 1, max: 500 }), (upper, n) => {
      const t = studentQuantileUpper(upper, n)
      expect(studentQuantileUpper(1 - upper, n)).toBeCloseTo(-t, 5)
      expect(t).toBeGreaterThan(studentQuantileUpper(upper, n + 1))
      expect(t).toBeGreaterThan(normalQuantileUpper(upper))
    }),
  )
  expect(studentQuantileUpper(0.05, 1e6)).toBeCloseTo(normalQuantileUpper(0.05), 4)
})
