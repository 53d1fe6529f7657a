/** A figure file from its first byte to its last row, in batches, in bounded memory. */
import { createBatches } from './batches.ts'
import { pieces } from './bytes.ts'
import { createDecoding, type Decoding } from './encoding.ts'
import { assignColumns, demandColumns, isBlank, readHeader, type Columns, type Header } from './header.ts'
import { binaryKind } from './magic.ts'
import { createCensus, unmappedColumns } from './mapping.ts'
import { decimalOf } from './numbers.ts'
import { createRecords, type RecordSink } from './records.ts'
import { refuse } from './refusals.ts'
import { createRows } from './rows.ts'
import type { Batch, Decimal, Inspection, Known, Layout, ReadOptions, Source } from './types.ts'

export const BATCH_ROWS = 10_000
/** What delimiter, format and decimal mark are told from. */
const SAMPLE_BYTES = 2 ** 20
const PREVIEW_ROWS = 20

type Head = { text: string; whole: boolean; bytes: number; decoding: Decoding }

/**
 * Yields batches of accepted and rejected rows as the file comes. What is wrong with a row is a rejection, what is wrong
 * with the file a `Refusal` ('reading.…'), thrown when it is seen: batches before it are to be forgotten then.
 */
export async function* readFigures(source: Source, options: ReadOptions, known: Known): AsyncGenerator<Batch> {
  const input = pieces(source, options)
  try {
    const head = await readHead(input, options)
    const { layout, header } = layoutOf(head, options)
    const batches = createBatches(options.batchRows ?? BATCH_ROWS)
    const unmapped = layout.format === 'bdl' ? unmappedColumns(layout, options.mapping) : []
    const census =
      layout.format === 'bdl' && (!options.mapping || unmapped.length > 0) ? createCensus(layout, unmapped) : undefined
    const rows = createRows(layout, options, known, batches)
    const sink: RecordSink = census ? (line, fields) => void (line > header.line && census.add(fields)) : rows.row
    const records = createRecords(layout.delimiter, afterHeader(header, sink), header.skipLines + 1)
    let bytesRead = head.bytes
    const batch = (gathered: Omit<Batch, 'layout' | 'bytesRead'>): Batch => ({ layout, ...gathered, bytesRead })
    const take = (text: string, last: boolean) => {
      demandNoNul(text, records.line())
      if (text.includes('\ufffd')) rows.doubt()
      records.push(text, last)
      layout.encoding = head.decoding.encoding()
      options.onProgress?.(bytesRead)
      return batches.take(last)
    }
    yield* take(head.text.slice(header.skipChars), head.whole).map(batch)
    if (!head.whole) {
      for await (const piece of input) {
        bytesRead += piece.length
        yield* take(head.decoding.push(piece, false), false).map(batch)
      }
      yield* take(head.decoding.push(new Uint8Array(0), true), true).map(batch)
    }
    if (census) throw census.refusal()
    if (rows.count() === 0) throw refuse.noRows({ columns: layout.columns.join(', ') })
  } finally {
    await input.return(undefined)
  }
}

/** What a file is, for a person to look at before it is read: how it is written, its columns, its first rows. */
export async function inspect(source: Source, options: ReadOptions = {}): Promise<Inspection> {
  const input = pieces(source, options)
  try {
    const head = await readHead(input, options)
    const { header, assigned } = columnsOf(head, options)
    const rows: { line: number; fields: string[] }[] = []
    eachRow(head, header, (line, fields) => {
      if (rows.length < PREVIEW_ROWS && !isBlank(fields)) rows.push({ line, fields: [...fields] })
    })
    const { roles, missing, twice, diagnostics, dimensionColumns, areaScheme, format } = assigned
    const roleOf = new Map(Object.entries(roles).map(([role, index]) => [index, role as keyof typeof roles]))
    const columns = header.columns.map((name, i) => ({ name, index: i + 1, role: roleOf.get(i) }))
    return {
      encoding: head.decoding.encoding(),
      delimiter: header.delimiter,
      decimal: decimalFor(head, header, assigned, options),
      ...{ format, columns, roles, missing, twice, diagnostics, dimensionColumns, areaScheme, rows },
      headerLine: header.line,
    }
  } finally {
    await input.return(undefined)
  }
}

/** The first text of the file, enough to judge the rest by. */
async function readHead(input: AsyncGenerator<Uint8Array>, options: ReadOptions): Promise<Head> {
  const gathered: Uint8Array[] = []
  let bytes = 0
  while (bytes < SAMPLE_BYTES) {
    const next = await input.next()
    if (next.done) break
    gathered.push(next.value)
    bytes += next.value.length
  }
  const whole = bytes < SAMPLE_BYTES
  const first = gathered.length === 1 ? gathered[0]! : Buffer.concat(gathered)
  const kind = binaryKind(first)
  if (kind) throw refuse.binary({ kind })
  const decoding = createDecoding(options.encoding)
  const text = decoding.push(first, whole)
  demandNoNul(text, 1)
  if (whole && text.trim() === '') throw refuse.empty()
  return { text, whole, bytes, decoding }
}

function demandNoNul(text: string, line: number): void {
  const at = text.indexOf('\0')
  if (at >= 0) throw refuse.nul({ line: line + (text.slice(0, at).match(/\r\n|\n|\r/g)?.length ?? 0) })
}

function columnsOf(head: Head, options: ReadOptions): { header: Header; assigned: Columns } {
  const header = readHeader(head.text, head.whole, options.delimiter)
  return { header, assigned: assignColumns(header.columns, options) }
}

function layoutOf(head: Head, options: ReadOptions): { layout: Layout; header: Header } {
  const { header, assigned } = columnsOf(head, options)
  demandColumns(assigned, header.columns)
  const { roles, diagnostics, dimensionColumns, areaScheme, format = 'tidy' } = assigned
  const layout: Layout = {
    encoding: head.decoding.encoding(),
    delimiter: header.delimiter,
    decimal: decimalFor(head, header, assigned, options),
    columns: header.columns,
    headerLine: header.line,
    ...{ format, roles, areaScheme, diagnostics, dimensionColumns },
  }
  return { layout, header }
}

/** GUS writes decimal commas, unless this copy of its export says otherwise. */
function decimalFor(head: Head, header: Header, { roles, format }: Columns, options: ReadOptions): Decimal | undefined {
  if (options.decimal) return options.decimal
  const column = roles.value
  if (column === undefined) return undefined
  const cells: string[] = []
  eachRow(head, header, (_, fields) => void (column < fields.length && cells.push(fields[column]!)))
  return decimalOf(cells) ?? (format === 'bdl' ? ',' : undefined)
}

function eachRow(head: Head, header: Header, sink: RecordSink): void {
  const records = createRecords(header.delimiter, afterHeader(header, sink), header.skipLines + 1)
  records.push(head.text.slice(header.skipChars), head.whole)
}

function afterHeader(header: Header, sink: RecordSink): RecordSink {
  return (line, fields, broken) => {
    if (line > header.line) sink(line, fields, broken)
  }
}
