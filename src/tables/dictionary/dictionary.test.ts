/** A delivery is read as its dictionary says; whatever breaks it is told with its place, and mended where a rule says how. */
import { expect, test } from 'vitest'
import { createProblems } from '../problems.ts'
import { profileTable } from '../profile/index.ts'
import { readTable } from '../read.ts'
import { rowsOf, text } from '../testing.ts'
import { conform } from './conform.ts'
import { diffDictionary } from './diff.ts'
import { dictionaryOf } from './from-profile.ts'
import { createKeys } from './keys.ts'
import { Dictionary } from './schema.ts'

async function delivered(content: string, dictionary: Dictionary) {
  const read = conform(await readTable(text(content)), Dictionary.parse(dictionary))
  const rows = await rowsOf(read.rows)
  const told = read.problems.list().map(({ code, column, places: [place], expected }) => [code, column?.name, place!.line, place!.found, expected]) // prettier-ignore
  return { columns: read.columns, rows, told }
}

test('columns are renamed, dropped, mended and typed, in the order of the dictionary', async () => {
  const { columns, rows, told } = await delivered('Kwota;Nazwa ;stan;data;po co\n1 234,5 zł; ala  MA ;b.;31.12.2025;x\nbrak;kot;a;1.1.2025;y\n', {
    fields: [
      { name: 'name', source: 'nazwa', title: { pl: 'Nazwa' }, type: 'string', mend: [{ rule: 'trim' }, { rule: 'case', to: 'title' }] },
      { name: 'amount', source: 'Kwota', type: 'number', unit: 'zł', decimalChar: ',', missingValues: ['brak'] },
      { name: 'state', source: 'stan', type: 'code', mend: [{ rule: 'replace', from: 'b.', to: 'b' }, { rule: 'map', values: { a: 'active', b: 'broken' } }] },
      { name: 'day', source: 'data', type: 'date', format: '%d.%m.%Y' },
    ],
    dropped: ['po co'],
  })
  expect(told).toEqual([])
  expect(columns[0]).toEqual({ name: 'name', title: 'Nazwa', type: 'string' })
  expect(rows).toEqual([['Ala Ma', '1234.5', 'broken', '2025-12-31'], ['Kot', null, 'active', '2025-01-01']])
}) // prettier-ignore

test('what breaks the dictionary is told with line, column, what was found and what would be right', async () => {
  const { told } = await delivered('id;wiek;kod;stan;nowa\n1;5;0012;a;x\n1;200;12;c;\nx;;0013;a;\n', {
    fields: [
      { name: 'id', type: 'integer', constraints: { unique: true } },
      { name: 'wiek', type: 'integer', constraints: { required: true, minimum: '0', maximum: '150' } },
      { name: 'kod', type: 'code', constraints: { pattern: '\\d{4}', minLength: 3 } },
      { name: 'stan', type: 'code', codes: [{ code: 'a', title: {} }, { code: 'b', title: {} }] },
      { name: 'brak', type: 'string' },
    ],
  })
  expect(told).toEqual([
    ['columnMissing', undefined, 0, '', 'brak'],
    ['columnUnknown', 'nowa', 0, 'nowa', ''],
    ['valueTwice', 'id', 3, '1', '2'],
    ['valueTooLarge', 'wiek', 3, '200', '≤ 150'],
    ['valueTooShort', 'kod', 3, '12', '≥ 3'],
    ['valuePattern', 'kod', 3, '12', '\\d{4}'],
    ['valueUnlisted', 'stan', 3, 'c', 'a | b'],
    ['valueType', 'id', 4, 'x', '1234'],
    ['valueMissing', 'wiek', 4, '', '1234'],
  ])
}) // prettier-ignore

test('a key of several columns; swapped axes exchanged', async () => {
  const { told } = await delivered('a;b\n1;x\n1;y\n1;x\n', { fields: [{ name: 'a', type: 'integer' }, { name: 'b', type: 'string' }], primaryKey: ['a', 'b'] }) // prettier-ignore
  expect(told).toEqual([['valueTwice', undefined, 4, '1 | x', '2']])
  const swapped = await delivered('a;g\n1;POINT(51.2 22.5)\n', { fields: [{ name: 'a', type: 'integer' }, { name: 'g', type: 'geojson', mend: [{ rule: 'swapAxes' }] }] }) // prettier-ignore
  expect(swapped).toMatchObject({ told: [], rows: [['1', '{"type":"Point","coordinates":[22.5,51.2]}']] })
})

test('a delivery in another way of writing breaks the dictionary of the first', async () => {
  const first = await profileTable(text('data;kwota\n31.12.2025;1,5\n01.01.2026;2\n'))
  const { told } = await delivered('data;kwota\n2026-01-02;1.5\n31.12.2025;1.234,5\n', dictionaryOf(first))
  expect(told).toEqual([['valueType', 'data', 2, '2026-01-02', '%d.%m.%Y'], ['valueType', 'kwota', 2, '1.5', '1234,5']]) // prettier-ignore
})

test('a dictionary is plain data, and a pattern that could run without end is none', () => {
  const field = (pattern: string) => ({ fields: [{ name: 'a', type: 'string', constraints: { pattern } }] })
  expect(Dictionary.safeParse(JSON.parse(JSON.stringify(field('[A-Z]{2}\\d+')))).success).toBe(true)
  for (const pattern of ['(a+)+', '(a|a)*', '(.*)*x', '(?=a)b', '(a)\\1', '[', 'a*b*c*d*'])
    expect(Dictionary.safeParse(field(pattern)).success).toBe(false)
  expect(Dictionary.safeParse({ fields: [{ name: 'a', type: 'string' }, { name: 'a', type: 'code' }] }).success).toBe(false) // prettier-ignore
})

test('what changed between two dictionaries, and what of it breaks', () => {
  const before: Dictionary = { fields: [{ name: 'a', type: 'integer' }, { name: 'b', type: 'string' }, { name: 'c', type: 'date' }] } // prettier-ignore
  const after: Dictionary = { fields: [{ name: 'a', type: 'number' }, { name: 'c', type: 'date', format: '%d.%m.%Y' }, { name: 'd', type: 'code' }] } // prettier-ignore
  expect(diffDictionary(before, after).map(({ column, what, breaks }) => [column, what, breaks])).toEqual([
    ['b', 'column', true],
    ['a', 'type', true],
    ['c', 'format', false],
    ['d', 'column', false],
  ])
  expect(diffDictionary(before, before)).toEqual([])
})

test('keys: the first line of each, through many doublings', () => {
  const keys = createKeys()
  for (let i = 1; i <= 50_000; i++) expect(keys.firstLine(`k${i}`, i)).toBe(0)
  expect([1, 777, 50_000].map((i) => keys.firstLine(`k${i}`, 60_000))).toEqual([1, 777, 50_000])
})

test('of a kind of problem all are counted, the first are kept', () => {
  const problems = createProblems(['a'])
  for (let line = 1; line <= 1000; line++) problems.add('valueType', { line, column: 0, found: 'x'.repeat(500) })
  expect(problems.count()).toBe(1000)
  expect(problems.list()).toMatchObject([{ count: 1000, places: { length: 50 } }])
  expect(problems.list()[0]!.places[0]!.found).toHaveLength(200)
})
