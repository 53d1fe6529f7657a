/** Figures are read in whichever encoding they come; what is broken costs its row. */
import { expect, test } from 'vitest'
import type { Encoding } from '#tables'
import { encode, text } from '../../../tables/testing.ts'
import { readAll } from './testing.ts'

const ENCODINGS: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2']

test('a file in each encoding gives the same rows', async () => {
  const content = 'area;measure;rok;wartość;uwagi\n0201011;population;2020;12;Zażółć gęślą jaźń\n'
  for (const encoding of ENCODINGS) {
    const { rows, layout } = await readAll(encode(content, encoding))
    expect(rows[0]).toMatchObject({ areaId: 'brzeg-maly', value: 12, note: 'Zażółć gęślą jaźń' })
    expect(layout!.encoding).toBe(encoding)
  }
})

test('bytes that are not UTF-8 in a UTF-8 file cost their row only', async () => {
  const good = 'area;measure;rok;wartosc;uwagi\n0201011;population;2020;12;żółć\n'
  const filler = 'x'.repeat(300_000)
  const tail = Buffer.concat([
    text('0201011;population;2021;13;'),
    Buffer.from([0xb3, 0xff]),
    text('\n0201011;population;2022;14;ok\n'),
  ])
  const { rows, rejected } = await readAll(Buffer.concat([text(good), text(`0201011;share;2020;1;${filler}\n`), tail]))
  expect(rows.map((row) => row.period)).toEqual(['2020', '2022'])
  expect(rejected.map(({ code, line, column }) => [code, line, column?.name])).toEqual([
    ['noteTooLong', 3, 'uwagi'],
    ['rowEncoding', 4, 'uwagi'],
  ])
})
