/** Money, emissions and payback: by hand, and by the laws they follow. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, paybackOf, worthOf } from './index.ts'

const days = Array.from({ length: 60 }, (_, i) => ({ day: dayAfter('2025-01-01', i), avoided: 10 }))

test('each day has the price of its day', () => {
  const rates = [
    { from: '2024-01-01', to: '2025-02-01', perUnit: 100 },
    { from: '2025-02-01', to: null, perUnit: 90 },
  ]
  const found = worthOf(days, rates, 60)
  expect(found.total).toBe(31 * 1000 + 29 * 900)
  expect(found.missing).toEqual([])
  expect(found.high! - found.total!).toBeCloseTo((60 * (31 * 100 + 29 * 90)) / 60, 6)
})

test('a month without a price makes the whole unknown, and is named', () => {
  const rates = [
    { from: '2024-01-01', to: '2025-01-11', perUnit: 100 },
    { from: '2025-02-01', to: null, perUnit: 90 },
  ]
  expect(worthOf(days, rates, 60)).toEqual({
    ...{ total: null, low: null, high: null, known: 10 * 1000 + 29 * 900 },
    missing: [{ from: '2025-01-11', to: '2025-02-01' }],
  })
})

test('what costs 100 and saves 10 a year pays back in ten years, later if money has a price, or never', () => {
  expect(paybackOf({ cost: 100, life_years: 20, discount: 0 }, 10)).toEqual({ simple_years: 10, discounted_years: 10, npv: 100 }) // prettier-ignore
  const discounted = paybackOf({ cost: 100, life_years: 20, discount: 0.05 }, 10)
  expect(discounted.discounted_years).toBeCloseTo(14.207, 3)
  expect(discounted.npv).toBeCloseTo(24.622, 3)
  expect(paybackOf({ cost: 100, life_years: 12, discount: 0.05 }, 10).discounted_years).toBeNull()
  expect(paybackOf({ cost: 100, life_years: 12, discount: 0.05 }, -1)).toMatchObject({ simple_years: null, discounted_years: null }) // prettier-ignore
})

test('at the end of the discounted payback, the present value is nothing', () => {
  const positive = fc.double({ min: 1, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(positive, positive, fc.double({ min: 0, max: 0.3, noNaN: true }), (cost, saved, discount) => {
      const { discounted_years } = paybackOf({ cost, life_years: 60, discount }, saved)
      if (discounted_years === null || discounted_years === 0) return
      const { npv } = paybackOf({ cost, life_years: discounted_years, discount }, saved)
      expect(Math.abs(npv) / cost).toBeLessThan(1e-6)
    }),
  )
})

test.each([
  { cost: -1, life_years: 10, discount: 0 },
  { cost: 1, life_years: 0, discount: 0 },
  { cost: 1, life_years: 10, discount: 7 },
])('%j is refused', (investment) => {
  expect(() => paybackOf(investment, 1)).toThrow(expect.objectContaining({ code: 'stats.savings.finance' }))
})
