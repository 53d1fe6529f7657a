/** What is written in any format is read back the same, cell by cell; nothing that leaves runs as a formula. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conform } from '../dictionary/conform.ts'
import { readTable } from '../read.ts'
import { fileOf, rowsOf } from '../testing.ts'
import type { Type, TypedColumn } from '../types.ts'
import { clockText } from '../values/dates.ts'
import { numberText } from '../values/number-text.ts'
import { OUT_FORMATS, type OutFormat } from './index.ts'

const day = fc.date({ min: new Date('1901-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), fc.constantFrom(0.5, 1.234, 12.5, 1e-7, 100)) // prettier-ignore
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom('=1+1', "'=x", '_x000D_', 'a;b', '"', 'a\r\nb', '-', '+cmd', '@x', 'Zażółć', '007', 'null', ' a ', '{"a":1}'), // prettier-ignore
  )
  .map((one) => one.toWellFormed().replace(/[\0\ufffd\ufffe\uffff]/g, ''))
  .filter((one) => one.trim() !== '' && one.codePointAt(0)! > 32)
const positive = numberText
const VALUES: [Type, fc.Arbitrary<string>][] = [
  ['integer', fc.integer().map(String)],
  ['number', number.map((one) => numberText(one === 0 ? 0 : Number(one.toPrecision(12))))],
  ['latitude', fc.integer({ min: -89, max: 89 }).map(String)],
  ['longitude', fc.double({ min: 1, max: 179, noNaN: true }).map((one) => positive(Number(one.toFixed(6))))],
  ['boolean', fc.constantFrom('true', 'false')],
  ['date', day.map((one) => one.toISOString().slice(0, 10))],
  ['datetime', day.map((one) => one.toISOString().slice(0, 19))],
  ['time', fc.integer({ min: 0, max: 86_399 }).map((one) => clockText(one, ''))],
  ['year', fc.integer({ min: 1000, max: 2999 }).map(String)],
  ['code', fc.stringMatching(/^[0-9A-Z]{1,8}$/)],
  ['string', text],
]
const columns: TypedColumn[] = VALUES.map(([type], i) => ({ name: `${type} ą${i}`, title: type, type }))
// A row of which nothing is known is no row.
const row = fc.tuple(...VALUES.map(([, value], i) => (i === 0 ? value : fc.option(value, { freq: 5 }))))
const table = fc.array(row, { minLength: 1, maxLength: 20 })
const FIELDS = columns.map(({ name, type }) => ({ name, type }))

test.each<OutFormat>([...OUT_FORMATS])('%s', { timeout: 60_000 }, async (format) => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const bytes = await fileOf(format, columns, rows)
      const read = conform(await readTable(bytes), { fields: FIELDS })
      const given = format === 'geojson' ? ['geometry'] : []
      const cells = await rowsOf(read.rows)
      expect(read.problems.list().map(({ code, places }) => [code, ...places.map(({ found }) => found)])).toEqual(given.map((name) => ['columnUnknown', name])) // prettier-ignore
      const moments = columns.findIndex(({ type }) => type === 'datetime')
      // Parquet keeps moments of UTC or of no zone; a midnight of a sheet is its day.
      const plain = (all: (string | null)[][]) => all.map((one) => one.map((cell, i) => (i === moments ? cell?.replace('T00:00:00', '') : cell))) // prettier-ignore
      expect(plain(cells)).toEqual(plain(rows))
    }),
    { numRuns: 60 },
  )
})

test('formulas are neutralised, decimals may have a comma, a mark may stand first', async () => {
  const cells = [['=HYPERLINK("x")', '-12.5'], ['@a', '3']] // prettier-ignore
  const named: TypedColumn[] = [{ name: '=name', title: '', type: 'string' }, { name: 'n', title: '', type: 'number' }] // prettier-ignore
  const bytes = await fileOf('csv', named, cells, { delimiter: ';', decimal: ',', mark: true })
  expect(bytes.toString()).toBe(`\ufeff'=name;n\r\n"'=HYPERLINK(""x"")";-12,5\r\n'@a;3\r\n`)
})

test('a point of latitude and longitude is the geometry of a feature', async () => {
  const named: TypedColumn[] = [{ name: 'lat', title: '', type: 'latitude' }, { name: 'lon', title: '', type: 'longitude' }] // prettier-ignore
  const bytes = await fileOf('geojson', named, [['51.25', '22.5', '7'], [null, '1']], { numberAt: 2 }) // prettier-ignore
  expect(JSON.parse(bytes.toString())).toEqual({
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', id: 7, geometry: { type: 'Point', coordinates: [22.5, 51.25] }, properties: { lat: 51.25, lon: 22.5 } },
      { type: 'Feature', geometry: null, properties: { lat: null, lon: 1 } },
    ],
  }) // prettier-ignore
})
