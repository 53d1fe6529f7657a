/** Sheets of a workbook, whatever its format: which one holds the table, and its rows as a table's. */
import { findHeader, HEAD_ROWS, SAMPLE_ROWS } from './header.ts'
import { refuse } from './refusals.ts'
import { createShape } from './shape.ts'
import { COLUMNS_MAX } from './text/records.ts'
import type { Format, Problems, Reading, ReadOptions, Remark, Row, Table } from './types.ts'
import { cellName } from './xlsx/cells.ts'

/** So many sheets are looked at for the one with a table. */
const LOOKED_AT = 20
const LOOKED_AT_ROWS = 2_000

export type GridSheet = {
  name: string
  hidden: boolean
  /** From the beginning each time; a cell's fault is told. */
  rows(tell?: TellCell): AsyncGenerator<Row[]>
}
export type TellCell = (code: 'formulaUnvalued', line: number, column: number, found: string) => void
export type Grid = {
  format: Format
  sheets: GridSheet[]
  bytes: number
  /** What is known before the rows are read, and what when they have been. */
  remarks: Remark[]
  seen(): Remark[]
}

/** Throws `reading.empty`, `reading.sheetUnknown` and `reading.tooManyColumns`. */
export async function gridTable(grid: Grid, options: ReadOptions): Promise<Table> {
  const sheet = await chosen(grid.sheets, options.as?.part ?? options.part)
  const reading = options.as ?? (await readingOf(grid, sheet, options))
  const others = grid.sheets.length - 1
  const { found, ...read } = 'found' in reading ? reading : { ...reading, found: undefined }
  const remarks: Remark[] = [
    ...(others > 0 ? [{ code: 'sheet' as const, details: { name: sheet.name, others } }] : []),
    ...grid.remarks,
    ...(found?.remarks ?? []),
  ]
  return {
    ...read,
    bytes: grid.bytes,
    decimal: '.',
    remarks,
    problems: (problems) => found?.problems(problems),
    place: (line, column) => cellName(column, line),
    async *rows(problems) {
      yield* rowsOf(sheet, read, problems, options.signal)
      for (const remark of grid.seen()) if (!remarks.some(({ code }) => code === remark.code)) remarks.push(remark)
    },
  }
}

async function* rowsOf(sheet: GridSheet, { header }: Reading, problems?: Problems, signal?: AbortSignal) {
  const shape = createShape(header, problems, true)
  const width = header.columns.length
  const tell: TellCell = (code, line, column, found) => {
    if (line > header.lastLine) problems?.add(code, { line, column, found })
  }
  for await (const rows of sheet.rows(tell)) {
    signal?.throwIfAborted()
    const taken = rows.filter((row) => row.line > header.lastLine && shape.takes(row))
    for (const { cells } of taken) while (cells.length < width) cells.push('')
    if (taken.length > 0) yield taken
  }
}

async function readingOf({ format }: Grid, sheet: GridSheet, options: ReadOptions) {
  const sample = (await firstRows(sheet, HEAD_ROWS + SAMPLE_ROWS)).map(({ line, cells }) => ({ line, fields: cells }))
  const found = findHeader(sample, options.headerRows)
  const { header } = found
  if (header.columns.length > COLUMNS_MAX)
    throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: header.firstLine || 1 })
  return { format, encoding: null, mark: false, dialect: null, part: sheet.name, header, found }
}

/** The sheet that is asked for, or of the visible ones that with most cells among its first rows. */
async function chosen(sheets: readonly GridSheet[], asked: string | null | undefined): Promise<GridSheet> {
  if (asked !== undefined && asked !== null) {
    const named = sheets.find(({ name }) => name === asked) ?? sheets[Number(asked) - 1]
    if (!named) throw refuse.sheetUnknown({ sheet: asked, names: sheets.map(({ name }) => name).join(' | ') })
    return named
  }
  const visible = sheets.filter(({ hidden }) => !hidden)
  let best: { sheet: GridSheet; cells: number } | undefined
  for (const sheet of (visible.length > 0 ? visible : sheets).slice(0, LOOKED_AT)) {
    const rows = await firstRows(sheet, LOOKED_AT_ROWS)
    const cells = rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell !== '').length, 0)
    if (cells > (best?.cells ?? 0)) best = { sheet, cells }
  }
  if (!best) throw refuse.empty()
  return best.sheet
}

async function firstRows(sheet: GridSheet, most: number): Promise<Row[]> {
  const all: Row[] = []
  for await (const rows of sheet.rows()) {
    for (const row of rows) if (row.cells.some((cell) => cell.trim() !== '')) all.push(row)
    if (all.length >= most) break
  }
  return all.slice(0, most)
}
