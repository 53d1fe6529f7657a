/** A table looked through to its last row: what it is, what its columns hold, what is wrong with it. */
import { createProblems } from '../problems.ts'
import { readTable } from '../read.ts'
import { shown } from '../found.ts'
import type { ColumnProfile, Decimal, Problems, Profile, ReadOptions, Table, TableSource } from '../types.ts'
import { describe, tellColumn } from './column.ts'
import { marksOf } from './decide.ts'
import { tellAxes } from './axes.ts'
import { countColumns } from './counting.ts'
import type { Found, Seen } from './tally.ts'

/**
 * Reads the whole file, one of `apartBytes` and more in two threads. Throws what `readTable` throws; whatever else is wrong
 * stands in the profile.
 */
export async function profileTable(
  source: TableSource,
  { apartBytes, ...options }: ReadOptions & { apartBytes?: number } = {},
): Promise<Profile> {
  const table = await readTable(source, options)
  const problems = createProblems(table.header.columns, table.place)
  table.problems(problems)
  const counts = await countColumns(table, problems, apartBytes)
  problems.take(counts.problems)
  if (counts.rows === 0) problems.add('rowsNone', { line: table.header.lastLine })
  const found = counts.columns.map((column) => column.found)
  const columns = columnsOf(table, found, counts.rows, problems)
  for (const [i, column] of columns.entries()) {
    const geometry = column.type === 'geojson' ? counts.columns[i]!.geometry : undefined
    if (geometry) column.geometry = geometry
  }
  const { format, encoding, otherEncoding, mark, dialect, part, header, bytes, remarks } = table
  return {
    ...{ format, encoding, ...(otherEncoding && { otherEncoding }), mark, dialect, part, header },
    ...{ bytes, rowCount: counts.rows, columns, problems: problems.list(), problemCount: problems.count(), remarks },
  }
}

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
