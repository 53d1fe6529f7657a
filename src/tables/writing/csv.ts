/** CSV on the way out, as its rows come; no cell of it runs as a formula. */
import { withApostrophe } from '../neutral.ts'
import type { Decimal, Delimiter } from '../types.ts'

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
  const writer = createCsvWriter(options)
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
  const writer = createCsvWriter(options)
  writer.add(columns)
  for await (const row of rows) if (writer.add(row)) yield writer.take()
  yield* writer.rest()
}

/** Rows as text, piece by piece. */
export function createCsvWriter({ delimiter = ',', decimal = '.', mark = false }: CsvOptions) {
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
