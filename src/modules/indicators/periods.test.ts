/** Periods: what names one, what comes before it, what it is made of. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  coarserPeriods,
  comparePeriods,
  finerKinds,
  finerPeriods,
  firstDay,
  lagPeriod,
  lastDay,
  parsePeriod,
  PERIOD_KINDS,
  periodAt,
  periodKind,
} from './periods.ts'

test('each kind is read from its text', () => {
  expect(['2023', '2023-S1', '2023-Q4', '2023-M05', '2023-05-17'].map(periodKind)).toEqual([...PERIOD_KINDS])
})

test.each([
  '',
  '23',
  '02023',
  '0999',
  '2023-',
  '2023-S3',
  '2023-Q0',
  '2023-M13',
  '2023-M5',
  '2023-02-30',
  '2023-13-01',
  '2023-00-10',
  ' 2023',
  '2023\n',
  '２０２３',
])('%j names no period', (text) => {
  expect(parsePeriod(text)).toBeUndefined()
  expect(lagPeriod(text, 1)).toBeUndefined()
  expect(finerPeriods(text, 'day')).toEqual([])
  expect(coarserPeriods(text)).toEqual([])
})

test('a lag stays within its kind and crosses years', () => {
  expect(lagPeriod('2023', 1)).toBe('2022')
  expect(lagPeriod('2023-S1', 1)).toBe('2022-S2')
  expect(lagPeriod('2023-Q1', 5)).toBe('2021-Q4')
  expect(lagPeriod('2023-M01', 1)).toBe('2022-M12')
  expect(lagPeriod('2024-03-01', 1)).toBe('2024-02-29')
  expect(lagPeriod('2023-M12', -1)).toBe('2024-M01')
  expect(lagPeriod('1000', 1)).toBeUndefined()
  expect(lagPeriod('9999-12-31', -1)).toBeUndefined()
})

test('a year is made of halves, quarters, months and days', () => {
  expect(finerKinds('half')).toEqual(['quarter', 'month', 'day'])
  expect(finerPeriods('2023', 'half')).toEqual(['2023-S1', '2023-S2'])
  expect(finerPeriods('2023-S2', 'quarter')).toEqual(['2023-Q3', '2023-Q4'])
  expect(finerPeriods('2023-Q2', 'month')).toEqual(['2023-M04', '2023-M05', '2023-M06'])
  expect(finerPeriods('2024', 'day')).toHaveLength(366)
  expect(finerPeriods('2024-M02', 'day').at(-1)).toBe('2024-02-29')
  expect(finerPeriods('2023-M02', 'year')).toEqual([])
  expect(finerPeriods('2023', 'year')).toEqual([])
})

test('a day is part of a month, a quarter, a half and a year', () => {
  expect(coarserPeriods('2023-05-17')).toEqual(['2023-M05', '2023-Q2', '2023-S1', '2023'])
  expect(coarserPeriods('2023-Q4')).toEqual(['2023-S2', '2023'])
  expect(coarserPeriods('2023')).toEqual([])
})

test('first and last day', () => {
  expect([firstDay('2024-S1'), lastDay('2024-S1')]).toEqual(['2024-01-01', '2024-06-30'])
  expect([firstDay('2024-M02'), lastDay('2024-M02')]).toEqual(['2024-02-01', '2024-02-29'])
})

test('order is by beginning, the coarser first', () => {
  const sorted = ['2023-M02', '2023-01-01', '2024', '2023-Q1', '2023', '2023-M01'].sort(comparePeriods)
  expect(sorted).toEqual(['2023', '2023-Q1', '2023-M01', '2023-01-01', '2023-M02', '2024'])
})

const anyPeriod = fc
  .record({
    kind: fc.constantFrom(...PERIOD_KINDS),
    year: fc.integer({ min: 1100, max: 9800 }),
    at: fc.integer({ min: 0, max: 364 }),
  })
  .map(({ kind, year, at }) =>
    kind === 'day'
      ? new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10)
      : periodAt(
          kind,
          year * { year: 1, half: 2, quarter: 4, month: 12 }[kind] +
            (at % { year: 1, half: 2, quarter: 4, month: 12 }[kind]),
        )!.text,
  )

test('a lag forth and back returns, and goes back in time', () => {
  fc.assert(
    fc.property(anyPeriod, fc.integer({ min: 1, max: 100 }), (text, count) => {
      const earlier = lagPeriod(text, count)!
      expect(lagPeriod(earlier, -count)).toBe(text)
      expect(comparePeriods(earlier, text)).toBeLessThan(0)
    }),
  )
})

test('finer and coarser are each other’s opposite, and the parts cover the whole without a gap', () => {
  fc.assert(
    fc.property(anyPeriod, (text) => {
      for (const kind of finerKinds(periodKind(text)!)) {
        const parts = finerPeriods(text, kind)
        expect(firstDay(parts[0]!)).toBe(firstDay(text))
        expect(lastDay(parts.at(-1)!)).toBe(lastDay(text))
        for (const [i, part] of parts.entries()) {
          expect(coarserPeriods(part)).toContain(text)
          if (i > 0) expect(lagPeriod(part, 1)).toBe(parts[i - 1])
        }
      }
    }),
    { numRuns: 30 },
  )
})
