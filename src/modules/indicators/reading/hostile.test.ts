/** Files made to break a reader: each is refused with its reason, early, and without filling the memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspect, readFigures } from './read.ts'
import { text } from '../../../tables/testing.ts'
import { known, readAll } from './testing.ts'

const HEADER = 'area,measure,period,value\n'
const ROW = 'pl,population,2020,1\n'
const refused = (content: string | Uint8Array, options = {}) =>
  readAll(typeof content === 'string' ? text(content) : content, options).then(
    () => 'read',
    (error: { code: string; details: unknown }) => error,
  )

test.each([
  ['', 'empty'],
  [' \r\n\n', 'empty'],
  ['\ufeff', 'empty'],
  [HEADER, 'noRows'],
  [HEADER.trim(), 'noRows'],
  [`${HEADER},,,\n\n`, 'noRows'],
  ['a,b,c\n1,2,3\n', 'columnsMissing'],
  ['nothing like a table', 'columnsMissing'],
  [`area,kod,measure,period,value\n${ROW}`, 'columnTwice'],
  [`${HEADER}pl,popu\0lation,2020,1\n`, 'nul'],
  [`${'a,'.repeat(501)}b\n1\n`, 'tooManyColumns'],
  ['a,'.repeat(1_000_000), 'lineTooLong'],
  [`${HEADER}${ROW}${'x'.repeat(1_100_000)}\n`, 'lineTooLong'],
  [`${HEADER}${ROW}${'1,'.repeat(600_000)}\n`, 'lineTooLong'],
])('%.30j is refused: %s', async (content, code) => {
  expect(await refused(content)).toMatchObject({ code: `reading.${code}` })
})

test('the refusals carry what their sentences need', async () => {
  expect(await refused('area,b\n1,2\n')).toMatchObject({
    details: { missing: 'measure, period, value', found: 'area, b' },
  })
  expect(await refused(`${HEADER}${ROW}pl,\0\n`)).toMatchObject({ details: { line: 3 } })
  expect(await refused(HEADER + ROW, { bytesMax: 20 })).toMatchObject({ code: 'reading.tooLarge', status: 413 })
  expect(await refused(HEADER + ROW, { columns: { value: 'amount' } })).toMatchObject({ code: 'reading.columnUnknown' })
})

test.each([
  ['ods', Buffer.from('PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
  ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['pdf', Buffer.from('%PDF-1.7')],
  ['gzip', gzipSync(HEADER)],
  ['image', Buffer.from('89504e470d0a1a0a', 'hex')],
  ['parquet', Buffer.from('PAR1')],
  ['html', Buffer.from('\ufeff\n<!DOCTYPE html><html>')],
  ['json', Buffer.from('[{"area": "pl"}]')],
  ['json', Buffer.from('{"class":"dataset"}')],
  ['xml', Buffer.from('<?xml version="1.0"?>')],
])('%s is called by its name', async (kind, bytes) => {
  expect(await refused(bytes)).toMatchObject({ code: 'reading.binary', status: 415, details: { kind } })
})

test('two gigabytes without a line end are refused after the first megabytes', async () => {
  let sent = 0
  async function* endless() {
    const piece = new Uint8Array(65_536).fill(0x78)
    yield text(HEADER + ROW)
    for (; sent < 2 ** 31; sent += piece.length) yield piece
  }
  await expect(readAll(endless())).rejects.toMatchObject({ code: 'reading.lineTooLong' })
  expect(sent).toBeLessThan(4e6)
})

test('a header without end is refused as early, and so is one line of UTF-16', async () => {
  let sent = 0
  async function* endless(piece: Uint8Array) {
    for (sent = 0; sent < 2 ** 31; sent += piece.length) yield piece
  }
  await expect(inspect(endless(text('x'.repeat(65_536))))).rejects.toMatchObject({ code: 'reading.lineTooLong' })
  expect(sent).toBeLessThan(4e6)
  await expect(inspect(endless(Buffer.from('\ufeff'.padEnd(32_768, 'x'), 'utf16le')))).rejects.toMatchObject({
    code: 'reading.lineTooLong',
  })
})

test('a thousand columns in a row, an open quote and mixed line ends cost their rows', async () => {
  const content = `${HEADER}${ROW}${'1,'.repeat(1000)}\r"pl,population,2021,1\r\npl,population,2022,3\rpl,population,2023,"4"`
  const { rows, rejected } = await readAll(text(content))
  expect(rows.map(({ line, value }) => [line, value])).toEqual([[2, 1], [5, 3], [6, 4]]) // prettier-ignore
  expect(rejected.map(({ line, code, row }) => [line, code, row.length])).toEqual([[3, 'rowRagged', 501], [4, 'rowQuote', 4]]) // prettier-ignore
})

test('two hundred thousand broken rows are all told, a thousand at a time', async () => {
  async function* broken() {
    yield text(HEADER)
    for (let i = 0; i < 100; i++) yield text('"x,,,\n'.repeat(2000))
  }
  let told = 0
  for await (const { rejected } of readFigures(broken(), {}, known)) {
    expect(rejected.length).toBeLessThanOrEqual(1000)
    told += rejected.length
  }
  expect(told).toBe(200_000)
})

test('an aborted reading stops, even where the stream hangs', async () => {
  const stop = new AbortController()
  async function* hanging() {
    yield text(HEADER + ROW)
    await new Promise(() => {})
  }
  const reading = readAll(hanging(), { signal: stop.signal })
  setTimeout(() => stop.abort(), 20)
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  await expect(readAll(text(HEADER + ROW), { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
})

test('a file by its path; one that is not there is an error of the system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reading-'))
  try {
    await writeFile(join(folder, 'a.csv'), HEADER + ROW)
    expect((await readAll(join(folder, 'a.csv'))).rows).toHaveLength(1)
    await expect(readAll(join(folder, 'b.csv'))).rejects.toMatchObject({ code: 'ENOENT' })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('words that are properties of every object are no areas, statuses or columns', async () => {
  const { rejected } = await readAll(text(`constructor,${HEADER}x,pl,__proto__,2020,1\nx,pl,population,2020,valueOf\n`))
  expect(rejected.map(({ code }) => code)).toEqual(['measureUnknown', 'valueNotNumber'])
})
