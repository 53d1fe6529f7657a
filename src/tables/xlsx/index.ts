/** An XLSX workbook as sheets of texts: values as they were last saved, nothing computed or followed. */
import { gridTable, type GridSheet } from '../grid.ts'
import type { ReadOptions, Remark, Row, Table } from '../types.ts'
import { nothingSeen, openBook, type Book } from './book.ts'
import { plainText } from './cells.ts'
import type { Row as SheetRow, Seen } from './sheet.ts'
import type { Sheet } from './workbook.ts'

export async function openXlsx(bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  const book = await openBook(bytes)
  let seen = nothingSeen()
  const sheets = book.sheets.map((sheet) => gridSheet(book, sheet, () => (seen = nothingSeen())))
  return gridTable(
    {
      format: 'xlsx',
      sheets,
      bytes: bytes.length,
      remarks: book.carries.map((code) => ({ code, details: {} })),
      seen: () => remarksOf(seen),
    },
    options,
  )
}

function gridSheet(book: Book, sheet: Sheet, begin: () => Seen): GridSheet {
  let opened: ReturnType<Book['open']> | undefined
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    async *rows(tell) {
      opened ??= book.open(sheet)
      const read = await opened
      for await (const rows of read(begin())) {
        for (const { line, cells } of rows)
          for (const [column, cell] of cells.entries()) if (cell?.unvalued) tell?.('formulaUnvalued', line, column, cell.text) // prettier-ignore
        yield rows.map((row) => textsOf(row, book.from1904))
      }
    },
  }
}

const textsOf = ({ line, cells }: SheetRow, from1904: boolean): Row => ({
  line,
  cells: Array.from(cells, (cell) => (cell && !cell.unvalued ? plainText(cell, from1904) : '')),
})

function remarksOf({ formulas, hiddenRows }: Seen): Remark[] {
  return [
    ...(formulas > 0 ? [{ code: 'formulas' as const, details: { cells: formulas } }] : []),
    ...(hiddenRows > 0 ? [{ code: 'hiddenRows' as const, details: { rows: hiddenRows } }] : []),
  ]
}
