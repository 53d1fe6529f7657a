/** A table of text: CSV with a header, its cells each with their place. */
import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { refuse, type Place } from './refusals.ts'

const BYTES_MAX = 200_000_000
const LF = 10
const DELIMITERS = [',', ';', '\t'] as const
/** Nothing there; NA is how R writes it. */
const MISSING = new Set(['', 'NA'])
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

export type Row = {
  /** Trimmed; empty where the column is not there. */
  text(column: string): string
  /** null where nothing is there. Throws `stats.file.notNumber`. */
  number(column: string): number | null
  place(column: string): Place
}

export type Sheet = {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: readonly Row[]
  place(column: string): Place
}

/** Throws `stats.file.…`. */
export async function readSheet(file: string): Promise<Sheet> {
  const { size } = await stat(file)
  if (size > BYTES_MAX) throw refuse.tooLarge({ file, bytes: size, bytesMax: BYTES_MAX })
  const text = decoded(await readFile(file), file)
  const delimiter = delimiterOf(text)
  const [first, ...records] = recordsOf(text, delimiter, file)
  if (!first) throw refuse.empty({ file, line: 1, column: 1 })
  const header = first.cells.map((name) => name.trim())
  const place = (column: string, line = first.line): Place => ({ file, line, column: header.indexOf(column) + 1 })
  const again = header.find((name, i) => header.indexOf(name) !== i)
  if (again !== undefined)
    throw refuse.columnTwice({ ...place(again), column: header.lastIndexOf(again) + 1, name: again })
  const rows = records.map(({ cells, line }): Row => {
    if (cells.length !== header.length)
      throw refuse.ragged({ file, line, column: 1, found: cells.length, expected: header.length })
    const at = (column: string) => place(column, line)
    const read = (column: string) => cells[header.indexOf(column)]?.trim() ?? ''
    return { text: read, place: at, number: (column) => numberOf(read(column), delimiter, column, at) }
  })
  return { file, header, rows, place: (column) => place(column) }
}

function decoded(bytes: Buffer, file: string): string {
  if (isUtf8(bytes) && !bytes.includes(0)) return new TextDecoder('utf-8').decode(bytes)
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(LF, from) + 1 || bytes.length
    const slice = bytes.subarray(from, end)
    if (!isUtf8(slice) || slice.includes(0)) break
    from = end
  }
  throw refuse.notUtf8({ file, line, column: 1 })
}

/** The one that the header has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const count = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!
}

function recordsOf(text: string, delimiter: string, file: string): { cells: string[]; line: number }[] {
  let line = 1
  try {
    const found = parse(text, { delimiter, info: true, relax_column_count: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return found.flatMap(({ record, info }) => {
      const start = line
      line = info.lines + 1
      return record.length === 1 && record[0]!.trim() === '' ? [] : [{ cells: record, line: start }]
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refuse.broken({ file, line: Number(error.lines ?? line), column: 1, cause: error.code })
  }
}

function numberOf(text: string, delimiter: string, column: string, place: (column: string) => Place): number | null {
  if (MISSING.has(text)) return null
  // Where commas do not part the columns, they may part decimals.
  const plain = delimiter === ',' ? text : text.replace(',', '.')
  const value = NUMBER.test(plain) ? Number(plain) : NaN
  if (!Number.isFinite(value)) throw refuse.notNumber({ ...place(column), name: column, found: text })
  return value
}

/** Throws `stats.file.columnMissing` and `columnUnknown`. */
export function demandColumns(sheet: Sheet, needed: readonly string[], known: (name: string) => boolean): void {
  const { file, header } = sheet
  const missing = needed.filter((name) => !header.includes(name))
  if (missing.length > 0)
    throw refuse.columnMissing({ file, line: 1, column: 1, missing: missing.join(', '), found: header.join(', ') })
  const unknown = header.find((name) => !known(name))
  if (unknown !== undefined) throw refuse.columnUnknown({ ...sheet.place(unknown), name: unknown })
}

/** Throws `stats.file.missing` where the cell is empty. */
export function demandText(row: Row, column: string): string {
  const text = row.text(column)
  if (text === '') throw refuse.missing({ ...row.place(column), name: column })
  return text
}

/** Throws `stats.file.missing` and `notNumber`. */
export function demandNumber(row: Row, column: string): number {
  const value = row.number(column)
  if (value === null) throw refuse.missing({ ...row.place(column), name: column })
  return value
}
