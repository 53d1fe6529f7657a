/** Typed rows as a file, piece by piece, in any format that goes out. No cell of it runs as a formula. */
import { refuse } from '../refusals.ts'
import type { Decimal, Delimiter, Format, Type, TypedColumn } from '../types.ts'
import { createCsvWriter } from './csv.ts'
import { writeGeoJson, writeJson, writeNdjson } from './json.ts'
import { writeParquet } from './parquet.ts'
import { SHEET_ROWS_MAX, writeXlsx, type Cell } from './xlsx.ts'

export type Cells = readonly (string | null)[]
/** Rows in the spelling of their types: see `TypedRow`. */
export type Batches = AsyncIterable<readonly Cells[]>

export type OutFormat = Exclude<Format, 'ods'>
export const OUT_FORMATS: readonly OutFormat[] = ['csv', 'tsv', 'xlsx', 'json', 'ndjson', 'geojson', 'parquet']
export const MEDIA_TYPES: Record<OutFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
}

export type WriteOptions = {
  delimiter?: Delimiter
  decimal?: Decimal
  /** A byte order mark, without which spreadsheets take Polish letters for something else. */
  mark?: boolean
  /** The sheet's name. */
  name?: string
  /** Which cell of a row, past those of the columns, is the number that a feature is told from others by. */
  numberAt?: number
}

/** Throws `reading.sheetTooLong` where a sheet cannot hold all rows. */
export async function* writeTable(
  format: OutFormat,
  columns: readonly TypedColumn[],
  rows: Batches,
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array> {
  switch (format) {
    case 'csv':
    case 'tsv':
      return yield* encoded(csv(columns, rows, format === 'tsv' ? { ...options, delimiter: '\t' } : options))
    case 'json':
      return yield* encoded(writeJson(columns, rows))
    case 'ndjson':
      return yield* encoded(writeNdjson(columns, rows))
    case 'geojson':
      return yield* encoded(writeGeoJson(columns, rows, options.numberAt))
    case 'parquet':
      return yield* writeParquet(columns, rows)
    case 'xlsx': {
      const sheet = { name: options.name ?? 'Data', columns: columns.map(({ name }) => ({ name, width: 16 })) }
      yield* writeXlsx([{ ...sheet, rows: sheetRows(columns, rows) }]) as AsyncIterable<Uint8Array>
    }
  }
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (piece !== '') yield Buffer.from(piece)
}

const DECIMALS = new Set<Type>(['number', 'latitude', 'longitude'])

async function* csv(columns: readonly TypedColumn[], rows: Batches, options: WriteOptions): AsyncGenerator<string> {
  const { decimal = '.' } = options
  const marked = decimal === '.' ? [] : [...columns.keys()].filter((i) => DECIMALS.has(columns[i]!.type))
  const writer = createCsvWriter(options)
  writer.add(columns.map(({ name }) => name))
  for await (const batch of rows) {
    for (const cells of batch) {
      if (marked.length === 0) writer.add(cells)
      else writer.add(cells.map((cell, i) => (marked.includes(i) && cell !== null ? cell.replace('.', decimal) : cell)))
    }
    yield writer.take()
  }
  yield* writer.rest()
}

async function* sheetRows(columns: readonly TypedColumn[], rows: Batches): AsyncGenerator<Cell[]> {
  let count = 1
  for await (const batch of rows) {
    count += batch.length
    if (count > SHEET_ROWS_MAX) throw refuse.sheetTooLong({ rowsMax: SHEET_ROWS_MAX - 1 })
    for (const cells of batch) yield cells.map((cell, i) => sheetCell(columns[i]!.type, cell))
  }
}

const EXACT_CHARS = 15
const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(1899, 11, 30)
/** Before this spreadsheets count a day that never was. */
const FIRST_SURE = '1900-03-01'

function sheetCell(type: Type, cell: string | null): Cell {
  if (cell === null) return null
  switch (type) {
    case 'integer':
    case 'number':
    case 'year':
    case 'latitude':
    case 'longitude':
      return cell.length <= EXACT_CHARS ? Number(cell) : cell
    case 'boolean':
      return cell === 'true'
    case 'date':
    case 'datetime': {
      // What has a zone or parts of seconds stays as it is written.
      const isPlain = cell.length === 10 || cell.length === 19
      if (!isPlain || cell < FIRST_SURE) return cell
      const serial = (Date.parse(cell.length === 10 ? cell : `${cell}Z`) - FIRST_DAY) / DAY_MS
      return { serial, show: type === 'date' ? 'day' : 'moment' }
    }
    default:
      return cell
  }
}
