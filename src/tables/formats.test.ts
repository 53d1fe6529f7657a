/** Workbooks, JSON, GeoJSON and Parquet by the same interface; files made to break a reader are refused with a code, early. */
import { buffer } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { ods, valued, words } from './ods/testing.ts'
import { profileTable } from './profile/index.ts'
import { createProblems } from './problems.ts'
import { readTable } from './read.ts'
import { fileOf, inPieces, rowsOf, text } from './testing.ts'
import type { ReadOptions } from './types.ts'
import { merged, packed, rowsOf as sheetRows, workbook } from './xlsx/testing.ts'

async function read(bytes: Uint8Array, options: ReadOptions = {}) {
  const table = await readTable(() => inPieces(bytes, 70_001), options)
  const problems = createProblems(table.header.columns, table.place)
  table.problems(problems)
  const rows = await rowsOf(table.rows(problems))
  const told = problems.list().map(({ code, places: [place] }) => [code, place!.cell ?? place!.line])
  return { format: table.format, part: table.part, columns: table.header.columns, rows, told, remarks: table.remarks.map(({ code }) => code) } // prettier-ignore
}
const refused = (bytes: Uint8Array, options: ReadOptions = {}) => read(bytes, options).then(({ rows }) => `${rows.length} read`, (error: { code?: string; message: string }) => error.code ?? error.message) // prettier-ignore

test('a workbook: dates, percents, formulas, joined headers, the sheet with the table', async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs>'
  const styled = (style: number, value: number) => ({ xml: `<c r="@" s="${style}"><v>${value}</v></c>` })
  const rows = sheetRows([
    ['Raport'],
    ['id', 'dane', null, 'kod', 'ile'],
    [null, 'dzień', 'udział', null, null],
    [1, styled(1, 45063), styled(2, 0.125), '0012', { xml: '<c r="@"><f>SUM(A1)</f><v>1.234</v></c>' }],
    [2, styled(3, 45063.5), styled(2, 1), '0013', { xml: '<c r="@"><f>NOW()</f></c>' }],
  ])
  const sheets = { Opis: { rows: sheetRows([['nic']]) }, Dane: { rows, after: merged('B2:C2') } }
  const book = await workbook({ sheets, styles, more: { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/e.xml': '<x/>' } })
  expect(await read(book)).toEqual({
    format: 'xlsx',
    part: 'Dane',
    columns: ['id', 'dane / dzień', 'dane / udział', 'kod', 'ile'],
    rows: [
      ['1', '2023-05-17', '12.5%', '0012', '1.234'],
      ['2', '2023-05-17T12:00:00', '100%', '0013', ''],
    ],
    told: [['formulaUnvalued', 'E5']],
    remarks: ['sheet', 'macros', 'externalLinks', 'titleRows', 'formulas'],
  })
  const { columns } = await profileTable(book)
  expect(columns.map(({ type }) => type)).toEqual(['integer', 'datetime', 'number', 'code', 'number'])
})

test('OpenDocument: types, repeated cells and rows, notes, formulas, other sheets', async () => {
  const header = ['id', 'data', 'udział', 'godz', 'czy', 'opis', 'a', 'b'].map((name) => words(name)).join('')
  const row = [
    valued('float', 'office:value="1.234" table:formula="of:=1"'),
    valued('date', 'office:date-value="2025-12-31T00:00:00"'),
    valued('percentage', 'office:value="0.07"'),
    valued('time', 'office:time-value="PT7H05M00S"'),
    valued('boolean', 'office:boolean-value="true"'),
    '<table:table-cell office:value-type="string"><office:annotation><text:p>uwaga</text:p></office:annotation><text:p>Ala<text:s text:c="2"/>ma</text:p><text:p>kota</text:p></table:table-cell>',
    words('x', 'table:number-columns-repeated="2"'),
    '<table:table-cell table:number-columns-repeated="16000"/>',
  ].join('')
  const body = `<table:table table:name="Pusty"><table:table-row/></table:table><table:table table:name="Dane"><table:table-row>${header}</table:table-row><table:table-row table:number-rows-repeated="2">${row}</table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>` // prettier-ignore
  const cells = ['1.234', '2025-12-31', '7%', '07:05:00', 'TRUE', 'Ala  ma\nkota', 'x', 'x']
  expect(await read(await ods(body))).toMatchObject({ format: 'ods', part: 'Dane', rows: [cells, cells], told: [], remarks: ['sheet', 'formulas'] }) // prettier-ignore
  const bomb = `<table:table table:name="A"><table:table-row>${header}</table:table-row><table:table-row table:number-rows-repeated="900000">${words('x')}</table:table-row></table:table>` // prettier-ignore
  expect(await refused(await ods(bomb))).toBe('reading.unpacksTooLarge')
  const wide = `<table:table table:name="A"><table:table-row>${words('x', 'table:number-columns-repeated="10000"')}</table:table-row><table:table-row>${words('y')}</table:table-row></table:table>` // prettier-ignore
  expect(await refused(await ods(wide))).toBe('reading.tooManyColumns')
  expect(await refused(await ods('<table:table'))).toBe('reading.xlsxMalformed')
})

test('document types, depth without end and bombs in an OpenDocument', async () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
  const zip = async (content: string) => {
    const made = new ZipFile()
    made.addBuffer(Buffer.from('application/vnd.oasis.opendocument.spreadsheet'), 'mimetype', { compress: false })
    made.addBuffer(Buffer.from(content), 'content.xml')
    made.end()
    return buffer(made.outputStream as NodeJS.ReadableStream as Readable)
  }
  expect(await refused(await zip(bomb))).toBe('reading.xmlForbidden')
  expect(await refused(await zip('<a>'.repeat(100_000)))).toBe('reading.xmlForbidden')
  expect(await refused(await packed({ 'data.csv': 'a;b' }))).toBe('reading.binary')
})

test.each<[string, string, object]>([
  ['a list of objects', '[{"a":1,"b":"x"},{"b":null,"c":true}]', { format: 'json', part: '', columns: ['a', 'b', 'c'], rows: [['1', 'x', ''], ['', '', 'true']] }],
  ['a list deeper in the document', '{"help":"x","success":true,"result":{"fields":[{"id":"a"}],"records":[{"a":1},{"a":2}]}}', { part: 'result.records', rows: [['1'], ['2']], remarks: ['otherParts'] }],
  ['nested objects and lists', '{"data":[{"a":{"b":{"c":1}},"d":[1,2]}]}', { columns: ['a.b.c', 'd'], rows: [['1', '[1,2]']] }],
  ['an object a line', '{"a":"0012"}\n\n{"a":1.234}\nnot json\n[1]\n', { format: 'ndjson', rows: [['0012'], ['1.234']], told: [['rowUnreadable', 4]] }],
  ['one object', '{"a":1,"b":2}', { format: 'ndjson', rows: [['1', '2']] }],
  ['signs within texts', '[{"a":"}]{[\\\\\\"","b":"ż\\n"}]', { rows: [['}]{[\\"', 'ż\n']] }],
  ['names of every object', '[{"__proto__":{"x":1},"constructor":2}]', { columns: ['__proto__.x', 'constructor'], rows: [['1', '2']] }],
])('JSON: %s', async (_, content, expected) => {
  expect(await read(text(content))).toMatchObject(expected)
}) // prettier-ignore

test('broken JSON is refused with its line; depth and width have limits', async () => {
  await expect(read(text('[{"a":1},\n{"a":}]'))).rejects.toMatchObject({ code: 'reading.jsonMalformed', details: { line: 2 } }) // prettier-ignore
  expect(await refused(text('[{"a":1}'))).toBe('reading.jsonMalformed')
  expect(await refused(text('{"a":[{"b":1}}'))).toBe('reading.jsonMalformed')
  expect(await refused(text('['.repeat(100_000)))).toBe('reading.jsonTooDeep')
  expect(await refused(text(`[{"a":${'['.repeat(100_000)}`))).toBe('reading.jsonTooDeep')
  expect(await refused(text('{\n"a":1}'))).toBe('reading.jsonNoList')
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`c${i}`, 1]))
  expect(await refused(text(JSON.stringify([wide])))).toBe('reading.tooManyColumns')
})

test('GeoJSON: properties and geometry, with what is wrong in each', async () => {
  const ring = (...positions: number[][]) => ({ type: 'Polygon', coordinates: [positions] })
  const [a, b, c, d] = [[22, 51], [23, 51], [23, 52], [22, 52]] as const // prettier-ignore
  const shapes = [
    ring([...a], [...b], [...c], [...d], [...a]),
    ring([...a], [...b], [...c], [...d]),
    ring([...a], [...d], [...c], [...b], [...a]),
    ring([...a], [...c], [...d], [...b], [...a]),
    { type: 'Point', coordinates: [51.2, 22.5] },
    { type: 'Point', coordinates: [7_500_000, 5_600_000] },
    { type: 'Polygon', coordinates: [[a, b]] },
    { type: 'Triangle', coordinates: [] },
    null,
  ]
  const features = shapes.map((geometry, i) => ({ type: 'Feature', id: i, properties: { name: `n${i}`, size: i / 2 }, geometry })) // prettier-ignore
  const profile = await profileTable(text(JSON.stringify({ type: 'FeatureCollection', features })))
  expect(profile).toMatchObject({ format: 'geojson', part: 'features', header: { columns: ['id', 'name', 'size', 'geometry'] } }) // prettier-ignore
  expect(profile.columns.map(({ type }) => type)).toEqual(['integer', 'string', 'number', 'geojson'])
  expect(profile.columns[3]!.geometry).toMatchObject({ kinds: { Polygon: 4, Point: 2 } })
  expect(profile.problems.map(({ code, places }) => [code, ...places.map(({ line }) => line)])).toEqual([
    ['ringOpen', 2],
    ['ringReversed', 3, 4],
    ['ringCrossed', 4],
    ['axesSwapped', 5],
    ['coordinatesOutside', 6],
    ['geometryInvalid', 7, 8],
  ])
})

test('Parquet: cut off or changed bytes are refused, never read as something else', { timeout: 60_000 }, async () => {
  const columns = [{ name: 'a', title: 'a', type: 'integer' as const }, { name: 'b', title: 'b', type: 'string' as const }] // prettier-ignore
  const whole = await fileOf('parquet', columns, [['1', 'x'], ['2', 'y']]) // prettier-ignore
  expect(await read(whole)).toMatchObject({ format: 'parquet', columns: ['a', 'b'], rows: [['1', 'x'], ['2', 'y']] }) // prettier-ignore
  expect(await refused(Buffer.from('PAR1'))).toBe('reading.parquetMalformed')
  for (let at = 5; at < whole.length; at += 11) {
    expect(await refused(whole.subarray(0, at))).toBe('reading.parquetMalformed')
    const broken = Buffer.from(whole)
    broken[at]! ^= 0xff
    expect(await refused(broken)).toMatch(/^(reading\.\w+|\d read)$/)
  }
})

test('what is no table is called by its name; too many columns, too long lines, too many bytes are refused', async () => {
  expect(await refused(Buffer.from('%PDF-1.7'))).toBe('reading.binary')
  expect(await refused(text('<!DOCTYPE html><html>'))).toBe('reading.binary')
  expect(await refused(text(' \n'))).toBe('reading.empty')
  expect(await refused(text(`${'a,'.repeat(10_000)}b\n${'1,'.repeat(10_000)}2\n`))).toBe('reading.tooManyColumns')
  expect(await refused(text(`a,b\n${'x'.repeat(1_100_000)}\n`))).toBe('reading.lineTooLong')
  expect(await refused(text('a;b\n1;2\n'), { bytesMax: 5 })).toBe('reading.tooLarge')
  expect(await refused(await workbook({ sheets: { A: { rows: sheetRows([['a', 'b'], [1, 2]]) } } }), { part: 'B' })).toBe('reading.sheetUnknown') // prettier-ignore
})

test('a line without end is refused after its first megabytes', async () => {
  let sent = 0
  const endless = async function* () {
    const piece = new Uint8Array(65_536).fill(0x78)
    for (sent = 0; sent < 2 ** 31; sent += piece.length) yield piece
  }
  await expect(readTable(endless)).rejects.toMatchObject({ code: 'reading.lineTooLong' })
  expect(sent).toBeLessThan(8e6)
})
