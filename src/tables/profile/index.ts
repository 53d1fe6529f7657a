/** A table looked through to its last row: what it is, what its columns hold, what is wrong with it. */
import { createProblems } from '../problems.ts'
import { readTable } from '../read.ts'
import { shown } from '../found.ts'
import { TextRow } from '../text/cells.ts'
import type { ColumnProfile, Decimal, Problems, Profile, ReadOptions, Row, Table, TableSource } from '../types.ts'
import { describe, tellColumn } from './column.ts'
import { marksOf } from './decide.ts'
import { tellAxes } from './axes.ts'
import { createGeometries } from './geometries.ts'
import { createTally, type Found, type Seen, type Tally } from './tally.ts'

/** Reads the whole file. Throws what `readTable` throws; whatever else is wrong stands in the profile. */
export async function profileTable(source: TableSource, options: ReadOptions = {}): Promise<Profile> {
  const table = await readTable(source, options)
  const { columns: names } = table.header
  const problems = createProblems(names, table.place)
  table.problems(problems)
  const geometries = names.map((_, i) => createGeometries(i, problems))
  const tallies = geometries.map((one) => createTally(one.add))
  let rowCount = 0
  for await (const rows of table.rows(problems)) {
    rowCount += rows.length
    const whole = rows.filter(({ ragged, broken }) => !ragged && !broken)
    for (const [at, tally] of tallies.entries()) for (const row of whole) count(tally, row, at)
  }
  if (rowCount === 0) problems.add('rowsNone', { line: table.header.lastLine })
  const found = tallies.map((tally) => tally.found())
  const columns = columnsOf(table, found, rowCount, problems)
  for (const [i, column] of columns.entries()) {
    const geometry = column.type === 'geojson' ? geometries[i]!.found() : undefined
    if (geometry) column.geometry = geometry
  }
  const { format, encoding, otherEncoding, mark, dialect, part, header, bytes, remarks } = table
  return {
    ...{ format, encoding, ...(otherEncoding && { otherEncoding }), mark, dialect, part, header },
    ...{ bytes, rowCount, columns, problems: problems.list(), problemCount: problems.count(), remarks },
  }
}

/** A cell in a row that is not cut like the header says nothing of its column, since it may be another's. */
function count(tally: Tally, row: Row, at: number): void {
  if (!(row instanceof TextRow)) return countCell(tally, row.cells[at], row.line)
  const { all, first, line } = row
  const cell = first + at
  if (all.said.size > 0 && all.said.has(cell)) return countCell(tally, all.said.get(cell), line)
  const from = all.from[cell]!
  const to = all.to[cell]!
  if (from === to || (all.text.charCodeAt(from) <= SPACE && all.text.slice(from, to).trim() === '')) return
  tally.add(all.text, from, to, line)
}

function countCell(tally: Tally, cell = '', line: number): void {
  if (cell === '' || (cell.charCodeAt(0) <= SPACE && cell.trim() === '')) return
  tally.add(cell, 0, cell.length, line)
}
const SPACE = 32

function columnsOf(table: Table, found: Found[], rows: number, problems: Problems): ColumnProfile[] {
  const file = fileMark(found) ?? table.decimal
  const placeOf = ({ line, text }: Seen, index: number) => ({ line, ...(table.place && { cell: table.place(line, index - 1) }), found: shown(text) }) // prettier-ignore
  const described = found.map((one, i) => {
    const column = describe(one, { name: table.header.columns[i]!, index: i + 1, rows, file, placeOf })
    tellColumn(one, column, problems)
    return column
  })
  const columns = described.map(({ column }) => column)
  tellAxes(columns, problems)
  return columns
}

/** The decimal mark that the file's columns keep to. */
function fileMark(found: Found[]): Decimal | undefined {
  const all = found.map(marksOf)
  const [commas, points] = ([',', '.'] as const).map((mark) => all.filter((one) => one[mark] > 0).length) as [number, number] // prettier-ignore
  return commas === points ? undefined : commas > points ? ',' : '.'
}
