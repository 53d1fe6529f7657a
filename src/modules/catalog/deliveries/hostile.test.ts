/** Whatever file comes, it is read with a report of what is wrong, where, and what would be right, or refused with a code; what is public stays as it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sayProblem } from '#tables'
import { LANGS, sentence } from '#words'
import { fileOf, ods, xlsx } from '../../../tables/testing.ts'
import { openCatalog, steward, type TestCatalog } from '../testing.ts'
import type { DeliveryView } from './types.ts'

type Hostile = {
  fileName: string
  make: () => Promise<Uint8Array> | Uint8Array
  /** What is told of it, whether it comes first or after good ones. `where`: lines or cells; none of a column that is not there. */
  told?: [code: string, column: string | null, where: (number | string)[]][]
  /** It is not read at all. */
  refused?: [code: string, details?: Record<string, unknown>]
}

const lines = (...all: string[]): Buffer => Buffer.from(`${all.join('\n')}\n`)
const HEADER = 'kod,nazwa,ile,dzień'
const row = (n: number) => `A${n},Ulica ${n},${n},2025-01-${String(1 + (n % 28)).padStart(2, '0')}`
/** Thirty rows in lines 2 to 31. */
const ROWS = Array.from({ length: 30 }, (_, n) => row(n + 1))
const GOOD = lines(HEADER, ...ROWS)
const good = (...more: string[]) => lines(HEADER, ...ROWS, ...more)
const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))))

const text = (fileName: string, make: Hostile['make'], told: Hostile['told']): Hostile => ({ fileName, make, told })
const no = (fileName: string, make: Hostile['make'], ...refused: NonNullable<Hostile['refused']>): Hostile => ({ fileName, make, refused }) // prettier-ignore

const TEXTS: Record<string, Hostile> = {
  'two encodings': text('a.csv', () => bytes(GOOD, 'A98,żółw,1,2025-01-01\nA99,', [0xb3, 0xb9, 0xb6], ',1,2025-01-01\n'), [['encodingMixed', null, [33]]]), // prettier-ignore
  'zero bytes': text('a.csv', () => good('A99,Ul\0ica,1,2025-01-01'), [['nul', null, [32]]]),
  'a quote never closed': text('a.csv', () => lines(HEADER, row(1), 'A99,"Ulica,1,2025-01-01', ...ROWS.slice(1)), [['quoteOpen', null, [3]]]), // prettier-ignore
  'the header again': text('a.csv', () => good(HEADER, 'A99,Ulica 99,1,2025-01-01'), [['headerRepeated', null, [32]]]),
  'days that do not exist': text('a.csv', () => good('A99,Ulica 99,1,0000-01-01', 'A98,Ulica 98,1,2025-02-30'), [['dateImpossible', 'dzień', [32, 33]]]), // prettier-ignore
  'ragged rows': text('a.csv', () => good('A99,x', 'A98,Ulica 98,1,2025-01-01,too,much'), [
    ['rowRagged', null, [32, 33]],
  ]),
}

const TEN_THOUSAND = Array.from({ length: 10_000 }, (_, i) => `c${i}`)
const MANY_MEGABYTES = new Uint8Array(99_000_000).fill(0x78)
const REFUSED: Record<string, Hostile> = {
  'an empty file': no('a.csv', () => Buffer.alloc(0), 'reading.empty'),
  'blanks alone': no('a.csv', () => Buffer.from(' \n \n'), 'reading.empty'),
  'ten thousand columns': no('a.csv', () => lines(TEN_THOUSAND.join(), TEN_THOUSAND.join()), 'reading.tooManyColumns', { line: 1, columnsMax: 500 }), // prettier-ignore
  'a cell of a hundred megabytes': no('a.csv', () => bytes(`${HEADER}\nA,"`, MANY_MEGABYTES, '",1,2025-01-01\n'), 'reading.lineTooLong', { line: 2, charsMax: 1_000_000 }), // prettier-ignore
  'nothing but that cell': no('a.csv', () => MANY_MEGABYTES, 'reading.lineTooLong', { line: 1 }),
  'a picture of a table': no('a.pdf', () => Buffer.from('%PDF-1.7'), 'reading.binary', { kind: 'pdf' }),
  'an archive': no('a.zip', () => xlsx.packed({ 'a.csv': 'a,b\n1,2\n' }), 'reading.binary', { kind: 'zip' }),
  'a workbook cut off': no('a.xlsx', async () => (await book([['a'], [1]])).subarray(0, 400), 'reading.xlsxMalformed'),
  'a workbook of millions of rows': no('a.xlsx', () => xlsx.workbook({ sheets: { A: { rows: '<row/>'.repeat(3_000_000) } } }), 'reading.sheetTooLong', { rowsMax: 1_048_576 }), // prettier-ignore
  'a spreadsheet of rows that come ten thousand times': no('a.ods', () => ods.ods(`<table:table table:name="A">${`<table:table-row table:number-rows-repeated="10000">${ods.words('x').repeat(2)}</table:table-row>`.repeat(200)}</table:table>`), 'reading.sheetTooLong'), // prettier-ignore
  'entities in a workbook': no('a.xlsx', () => xlsx.workbook({ sheets: { A: { rows: '' } }, more: { 'xl/worksheets/s0.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData>&a;</sheetData></worksheet>' } }), 'reading.xmlForbidden'), // prettier-ignore
  'a spreadsheet of one row, nine hundred thousand times': no('a.ods', () => ods.ods(`<table:table table:name="A"><table:table-row>${ods.words('a')}${ods.words('b')}</table:table-row><table:table-row table:number-rows-repeated="900000">${ods.words('x').repeat(2)}</table:table-row></table:table>`), 'reading.unpacksTooLarge'), // prettier-ignore
  'a spreadsheet as wide as ten thousand cells': no('a.ods', () => ods.ods(`<table:table table:name="A"><table:table-row>${ods.words('x', 'table:number-columns-repeated="10000"')}</table:table-row><table:table-row>${ods.words('y')}</table:table-row></table:table>`), 'reading.tooManyColumns', { line: 1 }), // prettier-ignore
  'JSON ten thousand deep': no('a.json', () => Buffer.from(`[{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}]`), 'reading.jsonTooDeep', { depthMax: 64 }), // prettier-ignore
  'broken JSON': no('a.json', () => Buffer.from('[{"a":1},\n{"a":}]'), 'reading.jsonMalformed', { line: 2 }),
  'Parquet without its end': no(
    'a.parquet',
    async () => (await parquet()).subarray(0, -20),
    'reading.parquetMalformed',
  ),
  'half of a Parquet file': no('a.parquet', async () => (await parquet()).subarray(0, 200), 'reading.parquetMalformed'),
}

const book = (rows: Parameters<typeof xlsx.rowsOf>[0], more?: Record<string, string>) =>
  xlsx.workbook({ sheets: { A: { rows: xlsx.rowsOf(rows) } }, more })
const parquet = () => fileOf('parquet', [{ name: 'kod', title: 'kod', type: 'string' }], TEN_THOUSAND.slice(0, 90).map((name) => [name])) // prettier-ignore

/** What is wrong with them is told where they come first. */
const FIRST: Record<string, Hostile> = {
  'a column of numbers whose last is a word': text('a.csv', () => good('A99,Ulica 99,dziewięć,2025-01-01'), [['typeMixed', 'ile', [32]]]), // prettier-ignore
  'a name twice': text('a.csv', () => lines('kod,nazwa,nazwa,dzień', ...ROWS), [['headerTwice', 'nazwa (2)', [1]]]),
  'a workbook with formulas and links to others': text('a.xlsx', () => book([
    ['kod', 'ile'],
    ...Array.from({ length: 9 }, (_, n) => [`A${n}`, n]),
    ['B', { xml: '<c r="@"><f>SUM(B2:B9)</f><v>36</v></c>' }],
    ['C', { xml: '<c r="@"><f>[1]Arkusz!A1</f></c>' }],
    ['D', { xml: '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>' }],
  ], { 'xl/externalLinks/externalLink1.xml': '<x/>' }), [['spreadsheetError', 'ile', ['B13']], ['formulaUnvalued', 'ile', ['B12']]]),
  'outlines crossed, reversed, open, of other axes': text('a.geojson', () => shapes(), [
    ['ringReversed', 'geometry', [2, 3]],
    ['ringCrossed', 'geometry', [3]],
    ['ringOpen', 'geometry', [4]],
    ['axesSwapped', 'geometry', [5, 7]],
    ['coordinatesOutside', 'geometry', [6]],
  ]),
} // prettier-ignore

function shapes(): Buffer {
  const [a, b, c, d] = [[22.5, 51.2], [22.6, 51.2], [22.6, 51.3], [22.5, 51.3]] as const // prettier-ignore
  const ring = (...coordinates: (readonly number[])[]) => ({ type: 'Polygon', coordinates: [coordinates] })
  const point = (...coordinates: number[]) => ({ type: 'Point', coordinates })
  const geometries = [
    ...[ring(a, b, c, d, a), ring(a, d, c, b, a), ring(a, c, b, d, a), ring(a, b, c, d)],
    ...[point(51.2, 22.5), point(7_500_000, 5_600_000), point(51.3, 22.6)],
  ]
  const features = geometries.map((geometry, n) => ({ type: 'Feature', properties: { kod: `A${n}` }, geometry }))
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
}

let house: TestCatalog
/** Of which a good version is public. */
let standing: string
beforeAll(async () => {
  house = await openCatalog()
  standing = (await house.distribution('standing')).id
  await house.catalog.publish(steward, (await house.deliver(standing, GOOD)).id)
})
afterAll(() => house.close())

const fresh = async () => (await house.distribution(`hostile-${Math.floor(performance.now() * 1000)}`)).id
const publicNow = async () => JSON.stringify([await house.catalog.versions(steward, standing), await house.catalog.rows.page(standing, {})]) // prettier-ignore

const toldOf = ({ problems }: DeliveryView) => problems.map(({ code, column, places }) => [code, column?.name ?? null, places.map(({ line, cell }) => cell ?? line)]) // prettier-ignore

/** In each language a sentence of its own, with nothing left to fill in. */
function expectSentences(all: string[]): void {
  for (const text of all) expect(text).toMatch(/^[^{}]{10,}[.?]$/s)
  expect(new Set(all).size).toBe(all.length)
}
function expectWords(delivery: DeliveryView): void {
  const { failure, problems } = delivery
  if (failure) expectSentences(LANGS.map((lang) => sentence(lang, failure.code, failure.details)))
  for (const problem of problems) {
    const said = LANGS.map((lang) => sayProblem(lang)(problem))
    expectSentences(said.map((one) => one.problem))
    expectSentences(said.map((one) => one.remedy))
  }
}

async function expectTold(id: string, { fileName, make, told }: Hostile, state: string): Promise<void> {
  const delivery = await house.deliver(id, await make(), fileName)
  expect([delivery.state, toldOf(delivery)]).toEqual([state, told])
  expect(delivery.problemCount).toBe(delivery.problems.reduce((sum, { count }) => sum + count, 0))
  expectWords(delivery)
}

test.each(Object.entries(TEXTS))('%s: told with its place, at first and later', async (_, hostile) => {
  const before = await publicNow()
  await expectTold(await fresh(), hostile, 'ready')
  await expectTold(standing, hostile, 'ready')
  expect(await publicNow()).toBe(before)
})

test.each(Object.entries(FIRST))('%s: told with its place where it comes first', async (_, hostile) => {
  await expectTold(await fresh(), hostile, 'ready')
})

test.each(Object.entries(REFUSED))('%s: refused with a code, and what is public stays', async (_, hostile) => {
  const before = await publicNow()
  const [code, details = {}] = hostile.refused!
  const bytes = await hostile.make()
  for (const id of [await fresh(), standing]) {
    const delivery = await house.deliver(id, bytes, hostile.fileName)
    expect(delivery).toMatchObject({ state: 'stopped', failure: { code, details } })
    expectWords(delivery)
    await expect(house.catalog.publish(steward, delivery.id)).rejects.toMatchObject({ code: 'catalog.notReady' })
  }
  expect(await publicNow()).toBe(before)
})

test('what the dictionary knows otherwise stops, and each column that is missing is named', async () => {
  const before = await publicNow()
  const stops = async (content: string, told: unknown[]) => {
    const delivery = await house.deliver(standing, content)
    expect([delivery.state, toldOf(delivery)]).toEqual(['stopped', told])
    expectWords(delivery)
  }
  await stops(`${GOOD.toString()}A99,Ulica 99,dziewięć,2025-01-01\n`, [['valueType', 'ile', [32]]])
  await stops('kod,nazwa,nazwa\nA1,x,y\n', [
    ['headerTwice', 'nazwa (2)', [1]],
    ['columnMissing', null, [0]],
    ['columnMissing', null, [0]],
    ['columnUnknown', 'nazwa (2)', [0]],
  ])
  expect(await publicNow()).toBe(before)
})

test('a header without rows makes no dictionary; later it may be true, and is told', async () => {
  const first = await house.deliver(await fresh(), `${HEADER}\n`)
  expect(first).toMatchObject({ state: 'stopped', failure: { code: 'catalog.noRows' } })
  expectWords(first)
  const later = await house.deliver(standing, `${HEADER}\n`)
  expect([later.state, toldOf(later)]).toEqual(['ready', [['rowsNone', null, [1]]]])
  expectWords(later)
})
