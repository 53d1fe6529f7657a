/** A workbook's sheet as a table. Its bytes are held whole, its rows come one after another. */
import {
  cellName,
  COLUMNS_MAX,
  decimalOf,
  gathered,
  nothingSeen,
  openBook,
  PACKAGE_BYTES_MAX,
  textOfCell,
  type Book,
  type Decimal,
  type Head,
  type BookSheet,
  type SheetRow,
} from '#tables'
import { findHeader, HEAD_ROWS, type Header } from './header.ts'
import { readPeriod } from './periods.ts'
import { refuse } from './refusals.ts'
import { isBlank, recognised } from './roles.ts'
import type { Table } from './table.ts'
import type { ReadOptions } from './types.ts'

const SAMPLE_ROWS = 2_000
/** So many sheets are looked at for the one with figures. */
const LOOKED_AT = 20

type Opened = { sheet: BookSheet; rows: Awaited<ReturnType<Book['open']>>; sample: SheetRow[] }

/** Throws `reading.binary`, `reading.xlsxMalformed`, `reading.unpacksTooLarge`, `reading.xmlForbidden`, `reading.sheetUnknown`, … */
export async function openXlsx(
  head: Head,
  options: ReadOptions,
  wanted: ReadonlySet<string>,
): Promise<{ table: Table; header: Header }> {
  const bytes = await gathered(head, PACKAGE_BYTES_MAX)
  const book = await openBook(bytes)
  const opened = await chosenSheet(book, options)
  const decimal = decimalFor(opened.sample, options)
  const grid = opened.sample.map((row) => textsOf(row, decimal, book.from1904)).filter(({ fields }) => !isBlank(fields))
  if (grid.length === 0) throw refuse.empty()
  const header = findHeader(grid.slice(0, HEAD_ROWS), wanted)
  if (header.names.length > COLUMNS_MAX) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: header.line })
  const columns = header.names
  const others = book.sheets.length - 1
  const table: Table = {
    container: 'xlsx',
    columns,
    headerLine: header.line,
    delimiter: ';',
    encoding: () => 'utf-8',
    sample: grid.filter(({ line }) => line > header.line),
    dimensions: [],
    remarks: [
      ...(others > 0 ? [{ code: 'sheet' as const, details: { name: opened.sheet.name, others } }] : []),
      ...book.carries.map((code) => ({ code, details: {} })),
    ],
    place: (line, at) => (at === undefined ? String(line) : cellName(at, line)),
    async *rows(sink) {
      const seen = nothingSeen()
      sink.doubt()
      let share = 0
      for await (const rows of opened.rows(seen)) {
        for (const row of rows) {
          if (row.line <= header.line) continue
          const { line, fields } = textsOf(row, decimal, book.from1904)
          while (fields.length < columns.length) fields.push('')
          sink.row(line, fields, false)
        }
        // How much of the package that is cannot be told; it grows as long as rows come.
        yield Math.floor(bytes.length * (1 - 1 / (2 + share++)))
      }
      if (seen.formulas > 0) table.remarks.push({ code: 'formulas', details: { cells: seen.formulas } })
      if (seen.hiddenRows > 0) table.remarks.push({ code: 'hiddenRows', details: { rows: seen.hiddenRows } })
      yield bytes.length
    },
  }
  return { table, header }
}

/** The sheet that is asked for, or the visible one whose header says most. */
async function chosenSheet(book: Book, { sheet: asked }: ReadOptions): Promise<Opened> {
  const { sheets } = book
  const named = sheets.filter(({ name }, i) => name === asked || String(i + 1) === asked)
  if (asked !== undefined && named.length === 0)
    throw refuse.sheetUnknown({ sheet: asked, names: sheets.map(({ name }) => name).join(' | ') })
  const visible = sheets.filter(({ hidden }) => !hidden)
  const candidates = named.length > 0 ? named.slice(0, 1) : (visible.length > 0 ? visible : sheets).slice(0, LOOKED_AT)
  let best: (Opened & { score: number }) | undefined
  for (const sheet of candidates) {
    const opened = await openSheet(book, sheet)
    const score = scoreOf(opened.sample)
    if (!best || score > best.score) best = { ...opened, score }
  }
  if (!best) throw refuse.empty()
  return best
}

/** What a header says counts most, then years in it, then how many numbers there are. */
function scoreOf(rows: readonly SheetRow[]): number {
  const grid = rows.slice(0, HEAD_ROWS).map((row) => textsOf(row, '.', false)).filter(({ fields }) => !isBlank(fields)) // prettier-ignore
  if (grid.length === 0) return -1
  const { names, levels } = findHeader(grid)
  const years = levels.some((words) => words.some((word) => readPeriod(word) !== undefined)) ? 2 : 0
  const numbers = rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell?.number !== undefined).length, 0)
  return recognised(names) + years + (1 - 1 / (1 + numbers))
}

async function openSheet(book: Book, sheet: BookSheet): Promise<Opened> {
  const opened: Opened = { sheet, rows: await book.open(sheet), sample: [] }
  for await (const rows of opened.rows(nothingSeen())) {
    opened.sample.push(...rows)
    if (opened.sample.length >= SAMPLE_ROWS) break
  }
  return opened
}

/** Numbers kept as texts say how this workbook's people write them; numbers themselves are written alike. */
function decimalFor(rows: readonly SheetRow[], options: ReadOptions): Decimal {
  const texts = rows.flatMap(({ cells }) =>
    cells.filter((cell) => cell && cell.number === undefined).map((cell) => cell!.text),
  )
  return options.decimal ?? decimalOf(texts) ?? '.'
}

function textsOf({ line, cells }: SheetRow, decimal: Decimal, from1904: boolean): { line: number; fields: string[] } {
  const fields = Array.from(cells, (cell) => (cell ? textOfCell(cell, decimal, from1904) : ''))
  return { line, fields }
}
