/** What keeps a number that is only claimed from being the same thing as the city's own. */
import { expect, test } from 'vitest'
import { claimDifferences, monthsSince } from './rules.ts'

const ours = { unit: 'ug/m3', period: '2024', status: 'A' }
const kinds = (claim: Partial<typeof ours>) =>
  claimDifferences(ours, { ...ours, version: '3', ...claim }).map(({ kind }) => kind)

test('of a claim nobody knows how it was counted, whatever else agrees', () => {
  expect(kinds({})).toEqual(['definition', 'method'])
  expect(claimDifferences(ours, { ...ours, version: '3' })[0]).toEqual({ kind: 'definition', ours: '', theirs: '3' })
})

test('another unit of the same thing, of another thing, another period, a break', () => {
  expect(kinds({ unit: 'mg/m3' })).toContain('unit')
  expect(kinds({ unit: 'person' })).toContain('meaning')
  expect(kinds({ period: '2023' })).toContain('period')
  expect(kinds({ status: 'P' })).toContain('status')
  expect(kinds({ status: 'B' })).toContain('break')
})

test('how old a value is counts from the end of its period', () => {
  expect(monthsSince('2023', '2026-11-27')).toBe(34)
  expect(monthsSince('2026-M10', '2026-11-30')).toBe(0)
  expect(monthsSince('2026-M10', '2026-12-01')).toBe(1)
  expect(monthsSince('2026', '2026-11-27')).toBe(0)
  expect(monthsSince('when it rained', '2026-11-27')).toBeUndefined()
})
