/** A table of text, CSV or TSV: encoding and dialect are told from all of it, rows come one after another, none is lost. */
import { pieces, readHead, streamOf } from '../bytes.ts'
import { findHeader, HEAD_ROWS, SAMPLE_ROWS, type FoundHeader } from '../header.ts'
import type { GridRow } from '../header-rows.ts'
import { refuse } from '../refusals.ts'
import { createShape } from '../shape.ts'
import type { Dialect, Encoding, Problems, Reading, ReadOptions, Remark, Row, Table, TableSource } from '../types.ts'
import { delimiterOf, lineEndOf } from './dialect.ts'
import { createDecoding, createMixedDecoding, type Decoding } from './encoding.ts'
import { TextRow, type Cells } from './cells.ts'
import { COLUMNS_MAX, createRecords, cutRecords } from './records.ts'
import { snippet, survey, type Lines, type Survey } from './survey.ts'

const SAMPLE_BYTES = 2 ** 20
/** Longer texts are large objects, which lie about until all that is old is collected. */
const TEXT_BYTES_MAX = 2 ** 16
/** Spreadsheets' own first line, 'sep=;'. */
const SEPARATOR_LINE = /^sep=([;,|\t])(\r\n|\n|\r)/i
/** Where more lines than this hold zero bytes, the file is no text. */
const ZERO_LINES_MAX = 100
const ZERO_SHARE_MAX = 0.05
/** Fields in single quotes are a dialect where there are many, and none in double ones. */
const SINGLE_QUOTED_MIN = 2

type Encodings = { encoding: Encoding; otherEncoding?: Encoding }

/** Throws `reading.empty`, `reading.nul`, `reading.lineTooLong`, `reading.tooManyColumns` and `reading.tooLarge`. */
export async function openText(source: TableSource, options: ReadOptions): Promise<Table> {
  if (options.as) return again(source, options, options.as)
  let seen = await survey(pieces(streamOf(source), options), '"', options.encoding)
  const quote = quoteOf(seen, options)
  if (quote === "'") seen = await survey(pieces(streamOf(source), options), "'", options.encoding)
  if (seen.cutting.records() === 0) throw refuse.empty()
  demandText(seen)
  const encodings = encodingsOf(seen, options.encoding)
  const { text, whole } = await sampleOf(source, options, encodings)
  const separator = SEPARATOR_LINE.exec(text)
  const sample = text.slice(separator?.[0].length ?? 0)
  const said = options.delimiter ?? (separator?.[1] as Dialect['delimiter'] | undefined)
  const delimiter = said ?? delimiterOf(seen.cutting, quote, sample, whole)
  const dialect: Dialect = { delimiter, quote, lineEnd: lineEndOf(seen.cutting) }
  const found = findHeader(firstRows(sample, whole, dialect, separator ? 2 : 1), options.headerRows)
  const { header } = found
  if (header.columns.length > COLUMNS_MAX)
    throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: header.firstLine || 1 })
  const format = delimiter === '\t' ? 'tsv' : 'csv'
  const reading: Reading = { format, ...encodings, mark: seen.mark, dialect, part: null, header }
  return {
    ...again(source, options, reading),
    bytes: seen.bytes,
    problems: (problems) => tellProblems(seen, found, encodings, problems),
    remarks: [...found.remarks, ...remarksOf(seen)],
  }
}

/** A table whose reading is known. */
function again(source: TableSource, options: ReadOptions, reading: Reading): Table {
  return { ...reading, bytes: 0, problems: () => {}, remarks: [], rows: (problems) => rowsOf(source, options, reading, problems) } // prettier-ignore
}

async function* rowsOf(
  source: TableSource,
  options: ReadOptions,
  { dialect, header, ...encodings }: Reading,
  problems?: Problems,
): AsyncGenerator<Row[]> {
  const { delimiter, quote } = dialect!
  let batch: Row[] = []
  const shape = createShape(header, problems)
  const width = header.columns.length
  const firstName = header.columns[0]!
  /** Has a cell for each column, and begins neither blank nor like the header. */
  const isPlain = ({ text, from, to, said }: Cells, at: number, count: number): boolean =>
    count === width && from[at]! < to[at]! && !said.has(at) && !text.startsWith(firstName, from[at])
  const records = cutRecords(
    delimiter,
    (line, cells, first, count, broken) => {
      if (line <= header.lastLine) return
      const row = new TextRow(line, cells, first, count)
      if (line === 1 && isSeparator(row.cells)) return
      if (broken) {
        row.broken = true
        problems?.add('quoteOpen', { line, found: row.cells.join(delimiter), expected: `${quote}…${quote}` })
      }
      if ((!broken && isPlain(cells, first, count)) || shape.takes(row)) batch.push(row)
    },
    1,
    quote,
  )
  const decoding = decodingOf(encodings as Encodings)
  const take = (piece: Uint8Array, last: boolean) => {
    const text = decoding.push(piece, last)
    records.push(text.includes('\0') ? text.replaceAll('\0', '') : text, last)
  }
  let bytes = 0
  for await (const piece of pieces(streamOf(source), options)) {
    for (let at = 0; at < piece.length; at += TEXT_BYTES_MAX) {
      take(piece.subarray(at, at + TEXT_BYTES_MAX), false)
      if (batch.length === 0) continue
      yield batch
      batch = []
    }
    bytes += piece.length
    options.onProgress?.(bytes)
  }
  take(new Uint8Array(0), true)
  if (batch.length > 0) yield batch
}

const isSeparator = (fields: readonly string[]): boolean => /^sep=.?$/i.test(fields[0]!) && fields.join('').length <= 5

function decodingOf({ encoding, otherEncoding }: Encodings): Pick<Decoding, 'push'> {
  if (!otherEncoding) return createDecoding(encoding)
  return createMixedDecoding(encoding === 'utf-8' ? otherEncoding : encoding)
}

/** The encoding of most lines, and the one of the others. */
function encodingsOf({ marked, utf8, broken, legacy, legacyEncoding }: Survey, wanted?: Encoding): Encodings {
  if (marked && marked !== 'utf-8') return { encoding: marked }
  const modern = utf8.count + broken.count
  if (legacy.count === 0 || wanted === 'utf-8') return { encoding: 'utf-8' }
  if (modern === 0) return { encoding: legacyEncoding }
  return modern >= legacy.count
    ? { encoding: 'utf-8', otherEncoding: legacyEncoding }
    : { encoding: legacyEncoding, otherEncoding: 'utf-8' }
}

function demandText({ zeroes, cutting }: Survey): void {
  const most = Math.max(ZERO_LINES_MAX, cutting.records() * ZERO_SHARE_MAX)
  if (zeroes.count > most || (zeroes.count > 0 && cutting.records() === zeroes.count))
    throw refuse.nul({ line: zeroes.first[0]!.line })
}

function quoteOf({ cutting: { quoted } }: Survey, options: ReadOptions): Dialect['quote'] {
  if (options.quote !== undefined) return options.quote
  return quoted['"'] === 0 && quoted["'"] >= SINGLE_QUOTED_MIN ? "'" : '"'
}

async function sampleOf(source: TableSource, options: ReadOptions, encodings: Encodings) {
  const input = pieces(streamOf(source), options)
  const head = await readHead(input, SAMPLE_BYTES)
  await input.return(undefined)
  const decoding = decodingOf(encodings)
  return { text: decoding.push(head.bytes, head.whole).replaceAll('\0', ''), whole: head.whole }
}

function firstRows(text: string, whole: boolean, { delimiter, quote }: Dialect, firstLine: number): GridRow[] {
  const rows: GridRow[] = []
  const add = (line: number, fields: string[]) => {
    if (rows.length < HEAD_ROWS + SAMPLE_ROWS && fields.some((field) => field.trim() !== '')) rows.push({ line, fields: [...fields] }) // prettier-ignore
  }
  createRecords(delimiter, add, firstLine, quote).push(text, whole)
  return rows
}

function tellProblems(seen: Survey, found: FoundHeader, { encoding, otherEncoding }: Encodings, problems: Problems) {
  const tell = (code: 'encodingMixed' | 'encodingBroken' | 'nul', { first, count }: Lines, as: Encoding) => {
    for (let i = 0; i < count; i++) {
      const { line, bytes } = first[i] ?? { line: 0, bytes: new Uint8Array(0) }
      problems.add(code, { line, found: snippet(bytes, as), expected: encoding })
    }
  }
  if (otherEncoding) tell('encodingMixed', encoding === 'utf-8' ? seen.legacy : seen.utf8, otherEncoding)
  tell('encodingBroken', seen.broken, 'utf-8')
  tell('nul', seen.zeroes, encoding)
  found.problems(problems)
}

function remarksOf({ cutting: { lineEnds } }: Survey): Remark[] {
  const kinds = Object.values(lineEnds).filter((count) => count > 0)
  return kinds.length > 1 ? [{ code: 'lineEndsMixed', details: { lines: Math.min(...kinds) } }] : []
}
