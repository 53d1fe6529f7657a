/** CSV on the way out: figures for download, and rejected rows to be corrected and sent again. */
import { DIAGNOSTICS } from './roles.ts'
import { withApostrophe } from './neutral.ts'
import type { Decimal, Delimiter, Layout, Reason, Rejection, Status } from './types.ts'

export type CsvOptions = {
  delimiter?: Delimiter
  decimal?: Decimal
  /** A byte order mark, without which spreadsheets take Polish letters for something else. */
  mark?: boolean
}
export type CsvCell = string | number | null | undefined

const LINES_A_PIECE = 1000
const LINE_END = '\r\n'

/** Pieces of text of a table, header first; no cell of it runs as a formula. */
export function* writeCsv(
  columns: readonly string[],
  rows: Iterable<readonly CsvCell[]>,
  options: CsvOptions = {},
): Generator<string> {
  const writer = createWriter(options)
  writer.add(columns)
  for (const row of rows) if (writer.add(row)) yield writer.take()
  yield* writer.rest()
}

/** The same of rows that come one after another. */
export async function* writeCsvOf(
  columns: readonly string[],
  rows: AsyncIterable<readonly CsvCell[]>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const writer = createWriter(options)
  writer.add(columns)
  for await (const row of rows) if (writer.add(row)) yield writer.take()
  yield* writer.rest()
}

function createWriter({ delimiter = ',', decimal = '.', mark = false }: CsvOptions) {
  const special = new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$`)
  const write = (cell: CsvCell): string => {
    if (cell === null || cell === undefined) return ''
    if (typeof cell === 'number') {
      if (!Number.isFinite(cell)) return ''
      const text = decimal === '.' ? String(cell) : String(cell).replace('.', decimal)
      return special.test(text) ? `"${text}"` : text
    }
    const safe = withApostrophe(cell.replaceAll('\0', ''))
    return special.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  let piece = mark ? '\ufeff' : ''
  let lines = 0
  const take = (): string => {
    const taken = piece
    piece = ''
    lines = 0
    return taken
  }
  return {
    /** True where there is enough for a piece. */
    add(cells: readonly CsvCell[]): boolean {
      piece += cells.map(write).join(delimiter) + LINE_END
      return ++lines >= LINES_A_PIECE
    },
    take,
    rest: () => (piece === '' ? [] : [take()]),
  }
}

export type TidyRow = {
  area: string
  measure: string
  dimension?: string
  period: string
  value: number | null
  unit: string
  status: Status
  reason?: Reason
  note?: string
}

export const TIDY = ['area', 'measure', 'dimension', 'period', 'value', 'unit', 'status', 'reason', 'note'] as const

/** Figures as tidy CSV; `readFigures` gives back the same. */
export function tidyCsv(rows: Iterable<TidyRow>, options: CsvOptions = {}): Generator<string> {
  return writeCsv(TIDY, cellsOf(rows), options)
}

/** The same of rows that come one after another. */
export function tidyCsvOf(rows: AsyncIterable<TidyRow>, options: CsvOptions = {}): AsyncGenerator<string> {
  return writeCsvOf(TIDY, cellsOfEach(rows), options)
}

async function* cellsOfEach(rows: AsyncIterable<TidyRow>): AsyncGenerator<CsvCell[]> {
  for await (const row of rows) yield TIDY.map((column) => row[column])
}

function* cellsOf(rows: Iterable<TidyRow>): Generator<CsvCell[]> {
  for (const row of rows) yield TIDY.map((column) => row[column])
}

/** The problem and what would be right, as sentences in the reader's language. */
export type Say = (rejection: Rejection) => { problem: string; expected: string }

/**
 * The rejected rows under the file's own header and with its delimiter, each behind where and what the problem is. The
 * four columns stand first, so that a row with too many or too few fields keeps its shape; reading passes over them.
 */
export function rejectedCsv(
  layout: Pick<Layout, 'columns' | 'delimiter' | 'diagnostics'>,
  rejected: Iterable<Rejection>,
  say: Say,
): Generator<string> {
  const columns = [...DIAGNOSTICS, ...layout.columns.slice(layout.diagnostics)]
  return writeCsv(columns, rejectedCells(rejected, say), { delimiter: layout.delimiter, mark: true })
}

function* rejectedCells(rejected: Iterable<Rejection>, say: Say): Generator<CsvCell[]> {
  for (const rejection of rejected) {
    const { problem, expected } = say(rejection)
    yield [String(rejection.line), rejection.column?.name ?? '', problem, expected, ...rejection.row]
  }
}
