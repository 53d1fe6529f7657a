/** Answers of the GUS BDL API and JSON-stat: what they say, where it stands, and what is refused. */
import { expect, test } from 'vitest'
import { text } from '../../../../tables/testing.ts'
import { readAll } from '../testing.ts'

const read = (document: unknown, options = {}) => readAll(text(JSON.stringify(document)), options)
const refused = (document: unknown, options = {}) =>
  (typeof document === 'string' ? readAll(text(document), options) : read(document, options)).then(
    () => 'read',
    (error: { code: string }) => error.code,
  )

const answer = (...values: unknown[]) => ({
  totalRecords: 1,
  variableId: 60559,
  links: { next: 'https://bdl.stat.gov.pl/api/v1/data?page=1' },
  results: [{ id: '020100000000', name: 'Brzeg Mały', values }],
})
const mapping = { measure: { column: 'measure', values: { 60559: 'population' } }, statuses: { 3: 'n' } }

test('the BDL API by variable: areas by their ids, attributes by the mapping, places by their path', async () => {
  const document = [
    answer({ year: '2020', val: 10.5, attrId: 1 }, { year: '2021', val: 0, attrId: 3 }),
    answer({ year: '2022', val: null, attrId: 1 }, { year: '2023', val: 7, attrId: 9 }, { year: 'x', val: 7, attrId: 1 }),
  ] // prettier-ignore
  const { rows, rejected, layout } = await read(document, { mapping })
  expect(layout).toMatchObject({ format: 'bdl-api', container: 'json', areaScheme: 'teryt' })
  expect(rows.map(({ line, areaId, measure, period, value, reason }) => [line, areaId, measure, period, value, reason])).toEqual([
    [1, 'brzeg-maly', 'population', '2020', 10.5, undefined],
    [2, 'brzeg-maly', 'population', '2021', null, 'notYetAvailable'],
    [3, 'brzeg-maly', 'population', '2022', null, 'empty'],
  ]) // prettier-ignore
  expect(rejected.map(({ line, place, code, found }) => [line, place, code, found])).toEqual([
    [4, '[1].results[0].values[1]', 'statusUnknown', '9'],
    [5, '[1].results[0].values[2]', 'periodMalformed', 'x'],
  ])
})

test('the BDL API by unit; without a mapping it asks what the variables are', async () => {
  const document = { unitId: '020100000000', unitName: 'Brzeg', results: [{ id: 60559, values: [{ year: '2020', val: 1, attrId: 1 }] }, { id: 7, values: [] }] } // prettier-ignore
  await expect(read(document)).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: { columns: [{ name: 'measure', values: ['60559'] }] },
  })
  expect((await read(document, { mapping })).rows).toMatchObject([{ areaId: 'brzeg-maly', measure: 'population' }])
})

const dataset = (more: object = {}) => ({
  version: '2.0',
  class: 'dataset',
  label: 'Population',
  id: ['freq', 'sex', 'geo', 'time'],
  size: [1, 2, 2, 2],
  role: { geo: ['geo'], time: ['time'] },
  dimension: {
    freq: { category: { index: { A: 0 }, label: { A: 'Annual' } } },
    sex: { category: { index: ['F', 'M'], label: { F: 'Females', M: 'Males' } } },
    geo: { category: { index: { '0201011': 1, pl: 0 } } },
    time: { category: { index: { 2020: 0, '2021-Q1': 1 } } },
  },
  value: [1, 2, null, 4, 5, null, 7, 8],
  status: { 1: 'p', 5: ':' },
  ...more,
})
const sexes = { measure: 'by_age', dimensions: { sex: { F: 'sex=female', M: 'sex=male' } } }
const EXPECTED = [
  [1, 'pl', 'sex=female', '2020', 1, 'A'],
  [2, 'pl', 'sex=female', '2021-Q1', 2, 'P'],
  [4, 'brzeg-maly', 'sex=female', '2021-Q1', 4, 'A'],
  [5, 'pl', 'sex=male', '2020', 5, 'A'],
  [6, 'pl', 'sex=male', '2021-Q1', null, 'M'],
  [7, 'brzeg-maly', 'sex=male', '2020', 7, 'A'],
  [8, 'brzeg-maly', 'sex=male', '2021-Q1', 8, 'A'],
]
const rowsOf = ({ rows }: Awaited<ReturnType<typeof readAll>>) =>
  rows.map(({ line, areaId, dimension, period, value, status }) => [line, areaId, dimension, period, value, status])

test('JSON-stat: dense and sparse values say the same; a null without a status says nothing', async () => {
  const dense = await read(dataset(), { mapping: sexes })
  expect(dense.rejected).toEqual([])
  expect(rowsOf(dense)).toEqual(EXPECTED)
  expect(dense.skipped).toBe(1)
  const value = { 0: 1, 1: 2, 3: 4, 4: 5, 6: 7, 7: 8 }
  expect(rowsOf(await read(dataset({ value }), { mapping: sexes }))).toEqual(EXPECTED)
  const status = [null, 'p', null, null, null, ':', null, null]
  expect(rowsOf(await read(dataset({ value, status }), { mapping: sexes }))).toEqual(EXPECTED)
})

test('JSON-stat asks for what tells figures apart, and says where a rejected one stands', async () => {
  await expect(read(dataset())).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: { columns: [{ name: 'sex', values: ['F', 'M'] }] },
  })
  const { rejected } = await read(dataset({ value: { 7: 'many' }, status: {} }), { mapping: sexes })
  expect(rejected).toMatchObject([{ line: 8, place: 'value[7]', code: 'valueNotNumber', found: 'many' }])
})

test('a collection: the dataset that is said, all where they are alike, else a question', async () => {
  const later = dataset({ label: 'Later', dimension: { ...dataset().dimension, time: { category: { index: ['2030', '2031'] } } } }) // prettier-ignore
  const collection = (...item: object[]) => ({ version: '2.0', class: 'collection', link: { item } })
  const both = await read(collection(dataset(), { class: 'dataset', href: 'x' }, later), { mapping: sexes })
  expect(both.rows).toHaveLength(EXPECTED.length * 2)
  expect(both.rows.at(-1)).toMatchObject({ line: 16, period: '2031' })
  const one = await read(collection(dataset(), later), { mapping: sexes, sheet: 'Later' })
  expect(one.rows.map(({ period }) => period)).toContain('2030')
  const other = dataset({ id: ['sex', 'freq', 'geo', 'time'], size: [2, 1, 2, 2] })
  expect(await refused(collection(dataset(), other))).toBe('reading.severalTables')
  expect(await refused(collection(dataset()), { sheet: 'x' })).toBe('reading.sheetUnknown')
  expect(await refused(collection())).toBe('reading.jsonStatMalformed')
})

test.each<[string, object]>([
  ['a size that the codes do not have', { size: [1, 3, 2, 2] }],
  ['a size beyond all sizes', { size: [1e308, 2, 2, 2] }],
  ['a negative size', { size: [-1, 2, 2, 2] }],
  ['too few values', { value: [1, 2] }],
  ['a place beyond the cube', { value: { 8: 1 } }],
  ['a place that is none', { value: { '-1': 1 } }],
  ['dimensions that are named twice', { id: ['sex', 'sex', 'geo', 'time'] }],
  ['places that leave a gap', { dimension: { ...dataset().dimension, geo: { category: { index: { pl: 0, x: 5 } } } } }],
  ['a dimension of every object', { id: ['freq', 'constructor', 'geo', 'time'] }],
  ['more dimensions than anybody has', { id: Array.from({ length: 40 }, (_, i) => `d${i}`), size: Array(40).fill(1) }],
])('JSON-stat with %s is refused', async (_, more) => {
  expect(await refused(dataset(more))).toBe('reading.jsonStatMalformed')
})

test.each([
  ['{"class":"dataset","version":"2.0",}', 'reading.jsonMalformed'],
  ['{"version":"2.0","class":"dataset","value":[NaN]}', 'reading.jsonMalformed'],
  ['['.repeat(100_000), 'reading.jsonTooDeep'],
  ['{"results":'.repeat(100) + '1' + '}'.repeat(100), 'reading.jsonTooDeep'],
  [`[${'[],'.repeat(3_000_001)}[]]`, 'reading.tooLarge'],
  ['{"results":[{"id":"pl","values":[{"year":"2020","val":1,"x":"\\u0000"}]}],"variableId":"a\\u0000b"}', 'reading.nul'],
  ['{"other":[]}', 'reading.binary'],
  ['[]', 'reading.binary'],
])('%.40j is refused', async (document, code) => {
  expect(await refused(document)).toBe(code)
}) // prettier-ignore

test('numbers beyond all numbers, halves of letters and strange types cost their rows', async () => {
  const values =
    '[{"year":2020,"val":1e999,"attrId":1},{"year":2021,"val":1e308,"attrId":1},{"year":"\\ud800","val":1,"attrId":1},{"year":2022,"val":{"a":[1]},"attrId":1},null,7,{"year":2023,"val":12345678901234567890,"attrId":1}]'
  const { rows, rejected } = await readAll(text(`{"variableId":60559,"results":[{"id":"0000000","values":${values}},3,{"id":"pl"}]}`), { mapping }) // prettier-ignore
  expect(rows.map(({ value }) => value)).toEqual([1e308])
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([
    [1, 'valueNotNumber'],
    [3, 'periodMalformed'],
    [4, 'valueNotNumber'],
    [5, 'periodMalformed'],
    [6, 'periodMalformed'],
    [7, 'valueTooLarge'],
  ])
  expect(JSON.stringify(rejected)).not.toMatch(/\\u0000|\\ud8/)
})

test('a format that was said and is another is refused', async () => {
  expect(await refused(answer(), { format: 'json-stat' })).toBe('reading.formatMismatch')
})
