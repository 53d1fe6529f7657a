/** Periods, dimensions, statuses, keys: the small parsers. */
import { expect, test } from 'vitest'
import { readDimension } from './dimensions.ts'
import { createKeys } from './keys.ts'
import { readPeriod } from './periods.ts'
import { readStatus } from './statuses.ts'

test.each([
  ['2023', '2023'],
  ['2023-S1', '2023-S1'],
  ['2023H2', '2023-S2'],
  ['2023-Q4', '2023-Q4'],
  ['2023q1', '2023-Q1'],
  ['2023-M05', '2023-M05'],
  ['2023-M5', '2023-M05'],
  ['2023-05', '2023-M05'],
  ['2024-02-29', '2024-02-29'],
  ['17.05.2023', '2023-05-17'],
  ['2023-02-29', undefined],
  ['2023-Q5', undefined],
  ['2023-M13', undefined],
  ['2023-M00', undefined],
  ['23', undefined],
  ['20233', undefined],
  ['2203', undefined],
  ['2023.0', undefined],
  ['', undefined],
])('period %s is %s', (text, period) => {
  expect(readPeriod(text)).toBe(period)
})

test('a dimension has one spelling', () => {
  expect(readDimension('sex=male; AGE=15-19')).toEqual({ text: 'age=15-19;sex=male', names: ['age', 'sex'] })
  expect(readDimension(' ')).toEqual({ text: '', names: [] })
  for (const bad of ['age', 'age=', '=1', 'age=1;age=2', 'age=1=2', ';', 'a b=1', `age=${'x'.repeat(400)}`]) {
    expect(readDimension(bad)).toBeUndefined()
  }
})

test('statuses come as SDMX letters, words, attributes and flags', () => {
  expect(readStatus('p')).toMatchObject({ status: 'P' })
  expect(readStatus('Provisional')).toMatchObject({ status: 'P' })
  expect(readStatus('n')).toMatchObject({ reason: 'notYetAvailable' })
  expect(readStatus('be')).toMatchObject({ status: 'B', flags: ['be'], note: undefined })
  expect(readStatus('d')).toMatchObject({ status: undefined, note: 'd' })
  expect(readStatus('perhaps')).toBeUndefined()
  expect(readStatus('constructor')).toBeUndefined()
})

test('keys: the first line of each, through many doublings', () => {
  const keys = createKeys()
  let line = 1
  for (let area = 0; area < 50; area++) {
    for (let series = 0; series < 50; series++) {
      for (let period = 0; period < 20; period++) expect(keys.firstLine(area, series, period, line++)).toBe(0)
    }
  }
  expect(keys.firstLine(0, 0, 0, line)).toBe(1)
  expect(keys.firstLine(49, 49, 19, line)).toBe(50_000)
})
