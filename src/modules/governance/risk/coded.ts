/** Columns of a table as numbers, so that a million rows fit and are quickly compared. */
import type { ScanTable } from '../detectors/types.ts'
import { refuse } from './refusals.ts'
import type { Coded } from './types.ts'

export const ROWS_MAX = 5_000_000
const ROWS_FIRST = 1 << 14

/** The named columns, read once. Throws `governance.risk.columnUnknown`, `columnTwice`, `tooManyRows`, `empty`. */
export async function encode({ columns, rows }: ScanTable, names: readonly string[]): Promise<Coded[]> {
  const places = names.map((name, i) => {
    if (names.indexOf(name) !== i) throw refuse.columnTwice({ column: name })
    const at = columns.findIndex((column) => column.name === name)
    if (at < 0) throw refuse.columnUnknown({ column: name, known: columns.map((column) => column.name).join(', ') })
    return at
  })
  const known = names.map(() => new Map<string, number>())
  let codes = names.map(() => new Int32Array(ROWS_FIRST))
  let count = 0
  for await (const batch of rows)
    for (const cells of batch) {
      if (count === ROWS_MAX) throw refuse.tooManyRows({ rowsMax: ROWS_MAX })
      if (count === codes[0]!.length) codes = codes.map(grown)
      for (const [i, at] of places.entries()) codes[i]![count] = codeOf(known[i]!, cells[at] ?? '')
      count++
    }
  if (count === 0) throw refuse.empty()
  return names.map((name, i) => ({ name, values: [...known[i]!.keys()], codes: codes[i]!.slice(0, count) }))
}

function codeOf(known: Map<string, number>, value: string): number {
  let code = known.get(value)
  if (code === undefined) known.set(value, (code = known.size))
  return code
}

function grown(codes: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(codes.length * 2)
  larger.set(codes)
  return larger
}

/** The same from values at hand. */
export function coded(name: string, cells: readonly string[]): Coded {
  const known = new Map<string, number>()
  const codes = Int32Array.from(cells, (cell) => codeOf(known, cell))
  return { name, values: [...known.keys()], codes }
}
