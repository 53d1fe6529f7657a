/** A workbook's sheet as a table. Its bytes are held whole, its rows come one after another. */
import { findHeader, HEAD_ROWS, type Header } from '../header.ts'
import { decimalOf } from '../numbers.ts'
import { COLUMNS_MAX } from '../records.ts'
import { refuse } from '../refusals.ts'
import { readPeriod } from '../periods.ts'
import { isBlank, recognised } from '../roles.ts'
import type { Head, Table } from '../table.ts'
import type { Decimal, ReadOptions } from '../types.ts'
import { cellName, textOfCell } from './cells.ts'
import { readMerges, type Merge } from './merges.ts'
import { readSheet, type Context, type Row, type Seen } from './sheet.ts'
import { readStrings } from './strings.ts'
import { readStyles } from './styles.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { openPackage, PACKAGE_BYTES_MAX, type Package, type Part } from './zip.ts'

const SHEET_BYTES_MAX = 600_000_000
const SAMPLE_ROWS = 2_000
/** So many sheets are looked at for the one with figures. */
const LOOKED_AT = 20

type Book = Workbook & { parts: Package; context: Omit<Context, 'merges' | 'seen'> }
type Opened = { sheet: Sheet; merges: Map<number, Merge[]>; rows: Row[]; seen: Seen }

/** Throws `reading.binary`, `reading.xlsxMalformed`, `reading.unpacksTooLarge`, `reading.xmlForbidden`, `reading.sheetUnknown`, … */
export async function openXlsx(
  head: Head,
  options: ReadOptions,
  wanted: ReadonlySet<string>,
): Promise<{ table: Table; header: Header }> {
  const bytes = await gathered(head)
  const book = await openBook(bytes)
  const opened = await chosenSheet(book, options)
  const decimal = decimalFor(opened.rows, options)
  const grid = opened.rows.map((row) => textsOf(row, decimal, book.from1904)).filter(({ fields }) => !isBlank(fields))
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
      ...book.remarks,
    ],
    place: (line, at) => (at === undefined ? String(line) : cellName(at, line)),
    async *rows(sink) {
      const seen: Seen = { formulas: 0, hiddenRows: 0 }
      sink.doubt()
      let share = 0
      for await (const rows of sheetRows(book, opened, seen)) {
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

async function gathered({ bytes, whole, rest }: Head): Promise<Uint8Array> {
  if (whole) return bytes
  const pieces = [bytes]
  let total = bytes.length
  for await (const piece of rest) {
    total += piece.length
    if (total > PACKAGE_BYTES_MAX)
      throw refuse.tooLarge({ bytesMax: PACKAGE_BYTES_MAX, megabytesMax: PACKAGE_BYTES_MAX / 1e6 })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function openBook(bytes: Uint8Array): Promise<Book> {
  const parts = await openPackage(bytes)
  const workbook = await readWorkbook(parts)
  const strings = await readStrings(parts, workbook.folder)
  const styles = await readStyles(parts, workbook.folder)
  return { ...workbook, parts, context: { strings, styles } }
}

async function partOf({ parts }: Book, { part }: Sheet): Promise<Part> {
  const found = await parts.open(part, SHEET_BYTES_MAX)
  if (!found) throw refuse.xlsxMalformed({ part, cause: '∅' })
  return found
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
    const score = scoreOf(opened.rows)
    if (!best || score > best.score) best = { ...opened, score }
  }
  if (!best) throw refuse.empty()
  return best
}

/** What a header says counts most, then years in it, then how many numbers there are. */
function scoreOf(rows: readonly Row[]): number {
  const grid = rows.slice(0, HEAD_ROWS).map((row) => textsOf(row, '.', false)).filter(({ fields }) => !isBlank(fields)) // prettier-ignore
  if (grid.length === 0) return -1
  const { names, levels } = findHeader(grid)
  const years = levels.some((words) => words.some((word) => readPeriod(word) !== undefined)) ? 2 : 0
  const numbers = rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell?.number !== undefined).length, 0)
  return recognised(names) + years + (1 - 1 / (1 + numbers))
}

async function openSheet(book: Book, sheet: Sheet): Promise<Opened> {
  const merges = await readMerges(await partOf(book, sheet), sheet.part)
  const seen: Seen = { formulas: 0, hiddenRows: 0 }
  const opened: Opened = { sheet, merges, rows: [], seen }
  for await (const rows of sheetRows(book, opened, seen)) {
    opened.rows.push(...rows)
    if (opened.rows.length >= SAMPLE_ROWS) break
  }
  return opened
}

async function* sheetRows(book: Book, { sheet, merges }: Opened, seen: Seen): AsyncGenerator<Row[]> {
  yield* readSheet(await partOf(book, sheet), sheet.part, { ...book.context, merges, seen })
}

/** Numbers kept as texts say how this workbook's people write them; numbers themselves are written alike. */
function decimalFor(rows: readonly Row[], options: ReadOptions): Decimal {
  const texts = rows.flatMap(({ cells }) =>
    cells.filter((cell) => cell && cell.number === undefined).map((cell) => cell!.text),
  )
  return options.decimal ?? decimalOf(texts) ?? '.'
}

function textsOf({ line, cells }: Row, decimal: Decimal, from1904: boolean): { line: number; fields: string[] } {
  const fields = Array.from(cells, (cell) => (cell ? textOfCell(cell, decimal, from1904) : ''))
  return { line, fields }
}
