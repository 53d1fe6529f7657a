/** A table of text: CSV in any of the encodings and delimiters, read as it comes. */
import {
  COLUMNS_MAX,
  createDecoding,
  createRecords,
  DELIMITERS,
  LINE_CHARS_MAX,
  type Decoding,
  type Delimiter,
  type GridRow,
  type Head,
  type RecordSink,
} from '#tables'
import { findHeader, HEAD_ROWS, type Header } from './header.ts'
import { refuse } from './refusals.ts'
import { isBlank, recognised } from './roles.ts'
import type { Sink, Table } from './table.ts'
import type { ReadOptions } from './types.ts'

/** Spreadsheets' own first line, 'sep=;'. */
const SEPARATOR_LINE = /^sep=([;,|\t])(\r\n|\n|\r)/i

type Found = {
  delimiter: Delimiter
  header: Header
  /** Characters and lines before the table. */
  skipChars: number
  skipLines: number
}

/** Throws `reading.empty`, `reading.nul`, `reading.lineTooLong` and `reading.tooManyColumns`. */
export function openText(
  head: Head,
  options: ReadOptions,
  wanted: ReadonlySet<string>,
): { table: Table; header: Header } {
  const decoding = createDecoding(options.encoding)
  const text = decoding.push(head.bytes, head.whole)
  demandNoNul(text, 1)
  if (head.whole && text.trim() === '') throw refuse.empty()
  const found = findTable(text, head.whole, wanted, options.delimiter)
  const sample: GridRow[] = []
  const records = createRecords(
    found.delimiter,
    afterHeader(found, (line, fields) => void (isBlank(fields) || sample.push({ line, fields: [...fields] }))),
    found.skipLines + 1,
  )
  records.push(text.slice(found.skipChars), head.whole)
  const table: Table = {
    container: 'text',
    columns: found.header.names,
    headerLine: found.header.line,
    delimiter: found.delimiter,
    encoding: decoding.encoding,
    sample,
    dimensions: [],
    remarks: [],
    rows: (sink) => rowsOf(head, text, decoding, found, sink),
  }
  return { table, header: found.header }
}

/** Yields the bytes read so far, piece by piece. */
async function* rowsOf(head: Head, text: string, decoding: Decoding, found: Found, sink: Sink): AsyncGenerator<number> {
  const records = createRecords(found.delimiter, afterHeader(found, sink.row), found.skipLines + 1)
  const take = (piece: string, last: boolean) => {
    demandNoNul(piece, records.line())
    if (piece.includes('\ufffd')) sink.doubt()
    records.push(piece, last)
  }
  let bytes = head.bytes.length
  take(text.slice(found.skipChars), head.whole)
  yield bytes
  if (head.whole) return
  for await (const piece of head.rest) {
    bytes += piece.length
    take(decoding.push(piece, false), false)
    yield bytes
  }
  take(decoding.push(new Uint8Array(0), true), true)
  yield bytes
}

function afterHeader({ header }: Found, sink: RecordSink): RecordSink {
  return (line, fields, broken) => {
    if (line > header.line) sink(line, fields, broken)
  }
}

function demandNoNul(text: string, line: number): void {
  const at = text.indexOf('\0')
  if (at >= 0) throw refuse.nul({ line: line + (text.slice(0, at).match(/\r\n|\n|\r/g)?.length ?? 0) })
}

function findTable(text: string, whole: boolean, wanted: ReadonlySet<string>, asked?: Delimiter): Found {
  const separator = SEPARATOR_LINE.exec(text)
  const skipChars = separator?.[0].length ?? 0
  const skipLines = separator ? 1 : 0
  const given = asked ?? (separator?.[1] as Delimiter | undefined)
  const candidates = (given ? [given] : DELIMITERS).map((delimiter) => {
    const rows = firstRows(text.slice(skipChars), whole, delimiter, skipLines + 1)
    if (rows.length === 0)
      throw whole ? refuse.empty() : refuse.lineTooLong({ line: skipLines + 1, charsMax: LINE_CHARS_MAX })
    const header = findHeader(rows, wanted)
    return { delimiter, header, roles: recognised(header.names) }
  })
  candidates.sort((a, b) => b.roles - a.roles || b.header.names.length - a.header.names.length)
  const { delimiter, header } = candidates[0]!
  if (header.names.length > COLUMNS_MAX) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: header.line })
  return { delimiter, header, skipChars, skipLines }
}

function firstRows(text: string, last: boolean, delimiter: Delimiter, firstLine: number): GridRow[] {
  const rows: GridRow[] = []
  const records = createRecords(
    delimiter,
    (line, fields) => {
      if (rows.length < HEAD_ROWS && !isBlank(fields)) rows.push({ line, fields: [...fields] })
    },
    firstLine,
  )
  records.push(text, last)
  return rows
}
