/** Workbooks made to break a reader: each is refused with a code, early, and in bounded memory. */
import { expect, test } from 'vitest'
import { readAll } from './testing.ts'
import { merged, packed, rowsOf, workbook } from '../../../tables/xlsx/testing.ts'

const HEADER = ['area', 'measure', 'period', 'value']
const ROWS = rowsOf([HEADER, ['pl', 'population', 2020, 1]])
const refused = (bytes: Uint8Array, options = {}) =>
  readAll(bytes, options).then(
    ({ rows }) => `${rows.length} read`,
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
const sheet = (rows: string, more: object = {}) => workbook({ sheets: { A: { rows } }, ...more })

test('what is no workbook is called by its name', async () => {
  expect(await refused(await packed({ 'data.csv': 'a;b' }))).toBe('reading.binary')
  expect(await refused(await packed({ 'xl/workbook.bin': 'x' }))).toBe('reading.binary')
  expect(await refused(await packed({ 'content.xml': '<x/>' }))).toBe('reading.binary')
  expect(await refused(Buffer.from('PK\x03\x04\x14\0\x06\0[Content_Types].xml'))).toBe('reading.xlsxMalformed')
  expect(await refused(Buffer.from('PK\x05\x06'))).toBe('reading.xlsxMalformed')
})

test('a package that was cut off, wherever it was', async () => {
  const whole = await sheet(ROWS)
  expect(await refused(whole)).toBe('1 read')
  for (let at = 10; at < whole.length; at += 97)
    expect(await refused(whole.subarray(0, at))).toMatch(/^reading\.(xlsxMalformed|binary)$/)
})

test('bytes that were changed are never read as something else', async () => {
  const whole = await sheet(ROWS)
  for (let at = 0; at < whole.length; at += 13) {
    const broken = Buffer.from(whole)
    broken[at]! ^= 0xff
    expect(await refused(broken)).toMatch(/^(reading\.\w+|[01] read)$/)
  }
}, 30_000)

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

test.each([
  ['sharedStrings.xml', `${ENTITIES}<sst><si><t>&b;</t></si></sst>`],
  ['styles.xml', `${ENTITIES}<styleSheet/>`],
  [
    'worksheets/s0.xml',
    `<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet><sheetData>${ROWS}</sheetData></worksheet>`,
  ],
  ['workbook.xml', `${ENTITIES}<workbook/>`],
])('a document type in %s', async (part, content) => {
  expect(await refused(await sheet(ROWS, { more: { [`xl/${part}`]: content } }))).toBe('reading.xmlForbidden')
})

test('elements without end in one another', async () => {
  expect(await refused(await sheet('<a>'.repeat(100_000)))).toBe('reading.xmlForbidden')
})

test.each([
  ['broken XML', '<row r="1"><c r="A1"><v>1</row>'],
  ['an entity that nobody defined', '<row r="1"><c r="A1"><v>&x;</v></c></row>'],
  ['a zero byte', '<row r="1"><c r="A1"><v>\0</v></c></row>'],
])('%s', async (_, rows) => {
  expect(await refused(await sheet(rows))).toBe('reading.xlsxMalformed')
})

test('a part that unpacks to far more than it is, and one that says it does not', async () => {
  const bomb = await sheet(ROWS, { more: { 'xl/workbook.xml': Buffer.alloc(21_000_000, ' ') } })
  expect(bomb.length).toBeLessThan(100_000)
  expect(await refused(bomb)).toBe('reading.unpacksTooLarge')
  const at = bomb.indexOf('xl/workbook.xml', bomb.indexOf('PK\x01\x02')) - 46
  bomb.writeUInt32LE(1000, at + 24)
  expect(await refused(bomb)).toBe('reading.xlsxMalformed')
})

test('thousands of parts', async () => {
  const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`x/${i}`, '']))
  expect(await refused(await sheet(ROWS, { more: many }))).toBe('reading.unpacksTooLarge')
})

test('a row beyond the last column, a joined cell over everything, rows and cells without names', async () => {
  const far = ROWS.replace('</row><row r="2">', '<c r="XFD1"><v>1</v></c></row><row r="2">')
  expect(await refused(await sheet(far))).toBe('reading.tooManyColumns')
  const over = await workbook({ sheets: { A: { rows: ROWS, after: merged('A2:XFD1048576', 'D1:D1') } } })
  expect(await refused(over)).toBe('0 read')
  expect(await refused(await sheet(ROWS.replace(/ r="\w+"/g, '')))).toBe('1 read')
  expect(await refused(await sheet(ROWS.replace('r="2"', 'r="99999999999999999999"')))).toBe('1 read')
})

test('a million cells in one row', async () => {
  const cells = Array.from({ length: 1_000_000 }, () => '<c><v>1</v></c>').join('')
  expect(await refused(await sheet(`<row r="1">${cells}</row>`))).toBe('reading.tooManyColumns')
}, 60_000)

test('numbers that are none, texts that are not there', async () => {
  const odd = ['1e999', 'NaN', 'Infinity', '0x10', ''].map((value, i) => ['pl', 'population', 2000 + i, { xml: `<c r="@"><v>${value}</v></c>` }]) // prettier-ignore
  const rows = rowsOf([HEADER, ...odd, ['pl', 'population', 2010, { xml: '<c r="@" t="s"><v>7</v></c>' }], ['pl', 'population', 2011, { xml: '<c r="@" s="99"><v>1e308</v></c>' }]]) // prettier-ignore
  const { rows: figures, rejected } = await readAll(await sheet(rows))
  expect(figures.map(({ period, value }) => [period, value])).toEqual([['2001', null], ['2004', null], ['2010', null], ['2011', 1e308]]) // prettier-ignore
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([[2, 'valueTooLarge'], [4, 'valueNotNumber'], [5, 'valueNotNumber']]) // prettier-ignore
})

test('an empty workbook, and one without sheets', async () => {
  expect(await refused(await sheet(''))).toBe('reading.empty')
  expect(await refused(await workbook({ sheets: {} }))).toBe('reading.empty')
  expect(await refused(await sheet(rowsOf([HEADER])))).toBe('reading.noRows')
})

test('an aborted reading stops', async () => {
  const many = rowsOf([HEADER, ...Array.from({ length: 20_000 }, (_, i) => ['pl', 'population', 1900, i])])
  await expect(readAll(await sheet(many), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})
