/** What a year is likely to cost. */
import { expect, test } from 'vitest'
import { forecastOf } from './rules.ts'

test('what is spent and committed, or the pace of the year once it says something', () => {
  expect(forecastOf(1_000, 500, 2026, '2026-02-28')).toBe(1_500)
  expect(forecastOf(1_000, 0, 2026, '2026-07-02')).toBe(Math.round((1_000 * 365) / 183))
  expect(forecastOf(1_000, 5_000, 2026, '2026-07-02')).toBe(6_000)
  expect(forecastOf(1_000, 0, 2026, '2027-03-01')).toBe(1_000)
})
