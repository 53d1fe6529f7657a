/** What a cell of figures may look like, and what it then means. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, plainNumber, type Decimal } from '#tables'
import { readCell, statusOfMarks } from './values.ts'

const read = (cell: string, decimal?: Decimal) => {
  const found = readCell(cell, decimal)
  return found.problem ? found.problem.code : found.value
}

test.each<[string, Decimal | undefined, number | string | null]>([
  ['12,5', ',', 12.5],
  ['12.5', '.', 12.5],
  ['12,5', undefined, 12.5],
  ['-12,5', ',', -12.5],
  ['−12,5', ',', -12.5],
  ['–7', ',', -7],
  ['+7', ',', 7],
  ['-0', ',', 0],
  [',5', ',', 0.5],
  ['1 234 567,8', ',', 1234567.8],
  ['1\u00a0234,5', ',', 1234.5],
  ['1\u202f234', undefined, 1234],
  ['1.234,5', undefined, 1234.5],
  ['1,234.5', undefined, 1234.5],
  ['1.234.567', undefined, 1234567],
  ['1,234', undefined, 'valueAmbiguous'],
  ['1,234', ',', 1.234],
  ['1,234', '.', 1234],
  ['0,123', undefined, 0.123],
  ['1234,567', undefined, 1234.567],
  ['1 234,567', undefined, 1234.567],
  ['1.2e3', '.', 1200],
  ['1,2E+03', ',', 1200],
  ['12.5', ',', 'valueSeparator'],
  ['1,234,567', ',', 'valueSeparator'],
  ['1 23', ',', 'valueNotNumber'],
  ['12 3456', ',', 'valueNotNumber'],
  ['1.2.3', '.', 'valueNotNumber'],
  ['12.05.2023', '.', 'valueNotNumber'],
  ['12,', ',', 'valueNotNumber'],
  ['1,2,3', undefined, 'valueNotNumber'],
  ['12zł', ',', 'valueNotNumber'],
  ['(45)', ',', 'valueNotNumber'],
  ['0x10', '.', 'valueNotNumber'],
  ['Infinity', '.', 'valueNotNumber'],
  ['1e999', '.', 'valueTooLarge'],
  ['12345678901234567890', '.', 'valueTooLarge'],
  ['=1+1', '.', 'valueNotNumber'],
])('%s where the mark is %s reads %s', (cell, decimal, expected) => {
  expect(read(cell, decimal)).toBe(expected)
})

test.each([
  ['12,3*', 12.3, ['*'], undefined, ['*']],
  ['45 (p)', 45, ['(p)'], 'P', []],
  ['45p', 45, ['p'], 'P', []],
  ['45 e', 45, ['e'], 'E', []],
  ['45 be', 45, ['be'], 'B', []],
  ['45 (b)*', 45, ['(b)', '*'], 'B', ['*']],
  ['45 1)', 45, ['1)'], undefined, ['1)']],
  ['45¹⁾', 45, ['¹⁾'], undefined, ['¹⁾']],
  ['45 (12)', 45, ['(12)'], undefined, ['(12)']],
  ['45 d', 45, ['d'], undefined, ['d']],
])('footnotes: %s', (cell, value, marks, status, rest) => {
  expect(readCell(cell, ',')).toMatchObject({ value, marks })
  expect(statusOfMarks(marks)).toEqual({ status, rest })
})

test('a mark that runs into the digits cannot be told from them', () => {
  expect(read('12,31)', ',')).toBe('valueNotNumber')
})

test.each([
  ['', 'empty'],
  ['-', 'nil'],
  ['−', 'nil'],
  ['.', 'notAvailable'],
  ['x', 'notApplicable'],
  ['n', 'notYetAvailable'],
  [':', 'noData'],
  ['b.d.', 'noData'],
  ['B.D.', 'noData'],
  [': c', 'confidential'],
  ['#', 'confidential'],
])('missing: %s', (cell, reason) => {
  expect(readCell(cell, ',')).toMatchObject({ value: null, reason })
})

test('the file shows its decimal mark, or both, or none', () => {
  expect(decimalOf(['1', '2,5', '1.234'])).toBe(',')
  expect(decimalOf(['1,234,567', '1'])).toBe('.')
  expect(decimalOf(['1,5', '1.5'])).toBeUndefined()
  expect(decimalOf([...Array<string>(40).fill('1,5'), '1.5'])).toBe(',')
  expect(decimalOf(['1,234', '12'])).toBeUndefined()
})

test('the quick way and the language agree wherever the quick way answers', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      const quick = plainNumber(String(number), 46)
      return Number.isNaN(quick) || quick === number
    }),
  )
  fc.assert(
    fc.property(fc.integer(), fc.nat(9999), (whole, part) => {
      expect(plainNumber(`${whole},${part}`, 44)).toBe(Number(`${whole}.${part}`) + 0)
    }),
  )
})

test('written in any style and read in it, a number is the same', () => {
  const styles: [string, Decimal][] = [['pl-PL', ','], ['en-US', '.'], ['de-DE', ',']] // prettier-ignore
  fc.assert(
    fc.property(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.constantFrom(...styles),
      (number, [locale, mark]) => {
        const rounded = Number(number.toFixed(3))
        const cell = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(rounded)
        expect(read(cell, mark)).toBe(rounded === 0 ? 0 : rounded)
      },
    ),
  )
})
