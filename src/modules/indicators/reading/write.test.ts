/** What is written is read back the same; rejected rows come back corrected; no cell leaves as a formula. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DELIMITERS, writeCsv, type Decimal } from '#tables'
import { text } from '../../../tables/testing.ts'
import { anyFigures, asWritten, readAll } from './testing.ts'
import type { Rejection } from './types.ts'
import { rejectedCsv, tidyCsv } from './write.ts'

const say = ({ code, expected }: Rejection) => ({ problem: `=${code}`, expected })
const bytes = (pieces: Iterable<string>) => text([...pieces].join(''))

test('reading gives back what was written, in every delimiter and decimal mark', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyFigures,
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom<Decimal>('.', ','),
      fc.boolean(),
      async (written, delimiter, decimal, mark) => {
        const { rows: read, rejected } = await readAll(bytes(tidyCsv(written, { delimiter, decimal, mark })), {
          decimal,
        })
        expect(rejected).toEqual([])
        expect(asWritten(read)).toEqual(written)
      },
    ),
    { numRuns: 200 },
  )
})

test('formulas are neutralised, numbers and missing values are as they are', () => {
  const cells = ['=1+1', '+x', '@a', '-', '-5', 'a"b', ' a', null, undefined, -12.5, NaN]
  expect([...writeCsv(['a', '=b'], [cells], { delimiter: ';', decimal: ',' })].join('')).toBe(
    `a;'=b\r\n'=1+1;'+x;'@a;'-;-5;"a""b";" a";;;-12,5;\r\n`,
  )
})

test('rejected rows are downloaded, corrected and sent again as they are', async () => {
  const file = [
    'Kod;Nazwa;Rok;Wartosc;Miara;Uwagi;',
    '9999999;=HYPERLINK("x");2020;1,5;population;;',
    '0201011;b;2020;zwei;population;"zwei; Zeilen\nhier";',
    '0201011;c;2020;1,5;population;gut;',
    '0201011;d;2021;1,5',
    '0201011;e;2022;1,5;population;;;;x',
    '',
  ].join('\r\n')
  const first = await readAll(text(file))
  expect(first.rejected.map(({ line, code }) => [line, code])).toEqual([[2, 'areaUnknown'], [3, 'valueNotNumber'], [6, 'rowRagged'], [7, 'rowRagged']]) // prettier-ignore
  const download = [...rejectedCsv(first.layout!, first.rejected, say)].join('')
  expect(download.split('\r\n').slice(0, 2)).toEqual([
    '\ufeffline;column;problem;expected;Kod;Nazwa;Rok;Wartosc;Miara;Uwagi;',
    `2;Kod;'=areaUnknown;TERYT: 0000000;9999999;"'=HYPERLINK(""x"")";2020;1,5;population;;`.replace(
      'TERYT',
      'slug | TERYT',
    ),
  ])

  const again = await readAll(text(download))
  expect(again.rows).toEqual([])
  expect(again.rejected.map(({ code, row }) => [code, row])).toEqual(first.rejected.map(({ code, row }) => [code, row]))
  expect(again.layout).toMatchObject({ delimiter: ';', diagnostics: 4, format: 'tidy' })
  const twice = [...rejectedCsv(again.layout!, again.rejected, say)].join('')
  expect(twice.split('\r\n')[0]).toBe(download.split('\r\n')[0])

  const corrected = download
    .replace('9999999', '2261011')
    .replace('zwei;', '17;')
    .replace('2021;1,5', '2021;1,5;population;;')
    .replace('population;;;;x', 'population;;')
  const last = await readAll(text(corrected))
  expect(last.rejected).toEqual([])
  expect(last.rows.map(({ areaId, period, value, note }) => [areaId, period, value, note])).toEqual([
    ['zrodlo', '2020', 1.5, undefined],
    ['brzeg-maly', '2020', 17, 'zwei; Zeilen\nhier'],
    ['brzeg-maly', '2021', 1.5, undefined],
    ['brzeg-maly', '2022', 1.5, undefined],
  ])
})
