/** CSV on the way out: figures for download, and rejected rows to be corrected and sent again. */
import { writeCsv, writeCsvOf, type CsvCell, type CsvOptions } from '#tables'
import { DIAGNOSTICS } from './roles.ts'
import type { Layout, Reason, Rejection, Status } from './types.ts'

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
