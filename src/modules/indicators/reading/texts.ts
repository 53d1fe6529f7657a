/**
 * What of a file is no figure: columns of words, notes, rows that were rejected, and whatever stands beside the table. The
 * original becomes public with the figures, so the gate looks at all this. What plays a role and was accepted is an area,
 * a measure, a period: words that the house knows.
 */
import {
  binaryKind,
  createDecoding,
  gathered,
  isObject,
  JSON_BYTES_MAX,
  nothingSeen,
  openBook,
  PACKAGE_BYTES_MAX,
  parseJson,
  pieces,
  readHead,
  type Head,
  type Source,
} from '#tables'
import { openHead, SAMPLE_BYTES } from './open.ts'
import { assignColumns, plain } from './roles.ts'
import type { Table } from './table.ts'
import type { Layout, ReadOptions, Rejection } from './types.ts'

const BATCH_ROWS = 1_000
/** The name of the column for what stands in no column of the table. */
export const BESIDE = '…'

type Cells = (string | null)[]
export type Texts = { columns: { name: string }[]; rows: AsyncIterable<Cells[]> }

/** Is there anything in the file besides figures of the house's own words? */
export function hasTexts({ container, format, remarks, columns, roles }: Layout, rejected: number): boolean {
  const known = Object.entries(roles).filter(([role]) => role !== 'note').length
  return container !== 'text' || format !== 'tidy' || remarks.length > 0 || rejected > 0 || known < columns.length
}

/** The same file read for its words. `rejected`: what the reading of its figures did not take. */
export async function openTexts(
  open: () => Promise<Source>,
  options: ReadOptions,
  rejected: () => AsyncIterable<Rejection>,
): Promise<Texts> {
  const input = pieces(await open(), options)
  const head = await readHead(input, SAMPLE_BYTES)
  const { table, raw, said } = await openHead(head, options)
  const watched = watchedColumns(table, raw, said)
  const wide = watched.length
  const alone = (text: string): Cells => [...Array<null>(wide).fill(null), text]

  async function* all(): AsyncGenerator<Cells> {
    try {
      const taken: Cells[] = []
      const row = (_: number, fields: readonly string[]) => {
        taken.push([...watched.map((at) => fields[at] ?? null), fields.slice(raw.columns.length).join(' ') || null])
      }
      for await (const _ of raw.rows({ row, skip: () => {}, doubt: () => {} })) yield* taken.splice(0)
      yield* taken.splice(0)
    } finally {
      await input.return(undefined)
    }
    for await (const { row } of rejected()) yield* row.map(alone)
    for await (const text of beside(await open(), raw, options)) yield alone(text)
    // A mapping holds words of the file: also those whose rows it leaves out.
    yield* stringsIn(said.mapping).map(alone)
  }
  return { columns: [...watched.map((at) => raw.columns[at]!), BESIDE].map((name) => ({ name })), rows: batched(all()) }
}

/** All but those that hold figures, or words that the house knows. */
function watchedColumns(table: Table, raw: Table, said: ReadOptions): number[] {
  const { roles } = assignColumns(table, said)
  const known = Object.entries(roles).flatMap(([role, at]) => (role === 'note' ? [] : [plain(table.columns[at]!)]))
  const isKnown = new Set(known)
  const figures = new Set(table.figures)
  return [...raw.columns.keys()].filter((at) => !figures.has(at) && !isKnown.has(plain(raw.columns[at]!)))
}

/** Titles, other sheets, what a workbook says of itself, every word of a JSON document. */
async function* beside(source: Source, table: Table, options: ReadOptions): AsyncGenerator<string> {
  const input = pieces(source, options)
  try {
    const head = await readHead(input, SAMPLE_BYTES)
    if (table.container === 'json') yield* stringsIn(parseJson(await gathered(head, JSON_BYTES_MAX)))
    else if (binaryKind(head.bytes) === 'package') yield* besideSheet(head, table)
    else yield* linesTo(head, table.headerLine, options)
  } finally {
    await input.return(undefined)
  }
}

function linesTo(head: Head, last: number, { encoding }: ReadOptions): string[] {
  const text = createDecoding(encoding).push(head.bytes, head.whole)
  return text.split(/\r\n|\n|\r/, last).filter((line) => line.trim() !== '')
}

async function* besideSheet(head: Head, { headerLine, remarks }: Table): AsyncGenerator<string> {
  const book = await openBook(await gathered(head, PACKAGE_BYTES_MAX))
  const read = remarks.find(({ code }) => code === 'sheet')?.details.name ?? book.sheets[0]?.name
  yield* book.sheets.map(({ name }) => name)
  yield* book.said()
  for (const sheet of book.sheets) {
    const rows = await book.open(sheet)
    for await (const found of rows(nothingSeen()))
      for (const { line, cells } of found)
        if (sheet.name !== read || line <= headerLine) yield* cells.flatMap((cell) => cell?.text || [])
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  return isObject(value) ? Object.entries(value).flatMap(([name, one]) => [name, ...stringsIn(one)]) : []
}

async function* batched(rows: AsyncIterable<Cells>): AsyncGenerator<Cells[]> {
  let batch: Cells[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
