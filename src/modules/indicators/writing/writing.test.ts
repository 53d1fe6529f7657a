/** What goes out comes in again the same, in every form; no cell leaves as a formula. */
import { buffer, text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeXlsx, type Cell } from '#tables'
import { TIDY, type TidyRow } from '../reading/index.ts'
import { anyFigures, asWritten, readAll } from '../reading/testing.ts'
import { jsonStat, type JsonStatMeta } from './json-stat.ts'
import { sdmxCsv } from './sdmx-csv.ts'

const FLOW = { agency: 'BRZEG', id: 'INDICATORS', version: '1.0.0' }
const META: JsonStatMeta = {
  ...{ label: 'Figures', source: 'Brzeg', updated: '2026-11-23T10:00:00Z', more: { seq: 7 } },
  areas: (id) => id.toUpperCase(),
  measures: (id) => ({ label: `the ${id}`, unit: '', decimals: 1 }),
}
const cells = (row: TidyRow): Cell[] => TIDY.map((name) => row[name])
const xlsx = (rows: TidyRow[]) =>
  buffer(
    writeXlsx([
      { name: 'Opis', columns: [{ name: 'Co to jest', width: 20 }], rows: [['dane']] },
      { name: 'Dane', columns: TIDY.map((name) => ({ name, width: 12 })), rows: rows.map(cells) },
    ]),
  )
const bytesOf = async (pieces: Iterable<string> | AsyncIterable<string>) =>
  Buffer.from(await text(Readable.from(pieces)))
const key = ({ area, measure, dimension, period }: TidyRow) => [measure, dimension, area, period].join('|')
const inOrder = (rows: TidyRow[]) => rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))

test.each<[string, (rows: TidyRow[]) => Promise<Uint8Array>, string]>([
  ['XLSX', xlsx, 'tidy'],
  ['JSON-stat', (rows) => bytesOf(jsonStat(rows, META)), 'json-stat'],
  ['SDMX-CSV', (rows) => bytesOf(sdmxCsv(rows, FLOW, { breakdowns: true })), 'sdmx-csv'],
])(
  '%s is read back the same',
  async (_, write, format) => {
    await fc.assert(
      fc.asyncProperty(anyFigures, async (written) => {
        const { rows, rejected, layout } = await readAll(await write(written), { decimal: '.' })
        expect(rejected).toEqual([])
        expect(inOrder(asWritten(rows))).toEqual(inOrder(written))
        expect(layout!.format).toBe(format)
      }),
      { numRuns: 100 },
    )
  },
  60_000,
)

test('no text of a workbook is a formula, its numbers are numbers, and the same figures give the same bytes', async () => {
  const rows: TidyRow[] = [{ area: 'pl', measure: 'population', period: '2020', value: 1.5, unit: 'person', status: 'A', note: '=HYPERLINK("x")' }] // prettier-ignore
  const book = await xlsx(rows)
  expect(book.equals(await xlsx(rows))).toBe(true)
  const sheet = await buffer(writeXlsx([{ name: 'A', columns: [], rows: [['=1+1', '@x', -2, { number: 1234.5, decimals: 1 }, NaN, '+5']] }])) // prettier-ignore
  const { openPackage } = await import('../../../tables/package/zip.ts')
  const part = await (await openPackage(sheet)).open('xl/worksheets/sheet1.xml', 1e6)
  const xml = await text(Readable.from(part!))
  expect(xml).not.toContain('<f>')
  expect(xml).toContain(">'=1+1</t>")
  expect(xml).toContain(">'@x</t>")
  expect(xml).toContain('>+5</t>')
  expect(xml).toContain('<v>-2</v>')
  expect(xml).toContain('<c s="4"><v>1234.5</v></c>')
})

test('rows that fail in the middle fail the workbook', async () => {
  async function* failing(): AsyncGenerator<Cell[]> {
    yield ['a']
    throw new Error('no more')
  }
  await expect(buffer(writeXlsx([{ name: 'A', columns: [], rows: failing() }]))).rejects.toThrow('no more')
})

test('JSON-stat says what its codes are', async () => {
  const rows: TidyRow[] = [
    { area: 'pl', measure: 'population', period: '2021', value: 2, unit: 'person', status: 'P' },
    {
      area: 'zrodlo',
      measure: 'population',
      period: '2020',
      value: null,
      unit: 'person',
      status: 'M',
      reason: 'noData',
    },
  ]
  const document = JSON.parse((await bytesOf(jsonStat(rows, META))).toString()) as object
  expect(document).toEqual({
    ...{ version: '2.0', class: 'dataset', label: 'Figures', source: 'Brzeg', updated: '2026-11-23T10:00:00Z' },
    id: ['measure', 'area', 'period'],
    size: [1, 2, 2],
    role: { time: ['period'], geo: ['area'], metric: ['measure'] },
    dimension: {
      measure: {
        category: {
          index: ['population'],
          label: { population: 'the population' },
          unit: { population: { label: 'person', decimals: 1 } },
        },
      },
      area: { category: { index: ['pl', 'zrodlo'], label: { pl: 'PL', zrodlo: 'ZRODLO' } } },
      period: { category: { index: ['2020', '2021'] } },
    },
    value: { 1: 2, 2: null },
    status: { 1: 'P', 2: 'M' },
    extension: { unia: { seq: 7, reason: { 2: 'noData' }, note: {} } },
  })
})
