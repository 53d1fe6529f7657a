/** A file of things, in any form that `#tables` knows, as rows of cells by the names of their columns. */
import { decimalOf, readTable, shown, type Decimal, type TableSource } from '#tables'
import { KINDS } from '../kinds/index.ts'
import { refuse } from '../refusals.ts'
import { COLUMNS, COLUMNS_MAX, FILE_BYTES_MAX, ROWS_MAX } from './types.ts'

/** Cells by column; of a column that the file lacks there is none, an empty cell is ''. */
export type FileRow = { line: number; cells: ReadonlyMap<string, string>; broken: boolean }
export type FileOfThings = { rows: FileRow[]; unknownColumns: string[]; decimal?: Decimal }

const KNOWN: ReadonlySet<string> = new Set([
  ...COLUMNS,
  ...KINDS.flatMap(({ fields }) => fields.map(({ code }) => code)),
])
const byPlain = new Map([...KNOWN].map((name) => [name.toLowerCase(), name]))
/** What GIS programs and people call them. */
const ALSO: Record<string, string> = { kod: 'code', rodzaj: 'kind', nazwa: 'name', longitude: 'lon', latitude: 'lat', x: 'lon', y: 'lat', stan: 'state' } // prettier-ignore

const nameOf = (header: string): string | undefined => {
  const plain = header.trim().toLowerCase()
  return byPlain.get(plain) ?? ALSO[plain]
}

/** Throws `things.file.…`, and what `#tables` refuses. */
export async function readThings(source: TableSource): Promise<FileOfThings> {
  const table = await readTable(source, { bytesMax: FILE_BYTES_MAX })
  const headers = table.header.columns
  if (headers.length > COLUMNS_MAX) throw refuse.tooManyColumns({ found: headers.length, most: COLUMNS_MAX })
  const names = headers.map(nameOf)
  if (!names.includes('code')) throw refuse.noCodeColumn({ found: shown(headers.join(', ')) })
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i)
  if (twice) throw refuse.columnTwice({ column: twice })
  const rows: FileRow[] = []
  for await (const batch of table.rows())
    for (const { line, cells, broken, ragged } of batch) {
      if (cells.every((cell) => cell.trim() === '')) continue
      if (rows.length === ROWS_MAX) throw refuse.tooManyRows({ most: ROWS_MAX })
      const own = new Map<string, string>()
      for (const [i, name] of names.entries()) if (name) own.set(name, (cells[i] ?? '').trim())
      rows.push({ line, cells: own, broken: broken === true || (ragged === true && cells.length > headers.length) })
    }
  const unknownColumns = headers.filter((_, i) => names[i] === undefined).map(shown)
  return { rows, unknownColumns, decimal: table.decimal ?? decimalOf(numbersIn(rows)) }
}

const NUMBERS = ['lon', 'lat', 'cost_pln', 'life_years']
function* numbersIn(rows: readonly FileRow[]): Generator<string> {
  for (const { cells } of rows) for (const name of NUMBERS) if (cells.get(name)) yield cells.get(name)!
}
