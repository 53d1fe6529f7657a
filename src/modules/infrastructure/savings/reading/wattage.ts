/** Measured watts of lamps: a table of a group and a number in each row. */
import { decimalOf, readNumber, readTable, splitNumber, type TableSource } from '#tables'
import { refuse } from './refusals.ts'

const ROWS_MAX = 20_000
const BYTES_MAX = 10_000_000

/** By group, in the order of the file. Throws `savings.file.…` and what `#tables` refuses. */
export async function readWattage(source: TableSource): Promise<Record<string, number[]>> {
  const table = await readTable(source, { bytesMax: BYTES_MAX })
  const names = table.header.columns
  if (names.length < 2) throw refuse.noValue({ found: names.join(', ') })
  const rows: { line: number; name: string; text: string }[] = []
  for await (const batch of table.rows())
    for (const { line, cells } of batch)
      rows.push({ line, name: (cells[0] ?? '').trim(), text: (cells[1] ?? '').trim() })
  if (rows.length > ROWS_MAX) throw refuse.tooMany({ found: rows.length, most: ROWS_MAX })
  if (rows.length === 0) throw refuse.empty()
  const decimal = decimalOf(rows.map(({ text }) => text))
  const watts: [string, number[]][] = []
  for (const { line, name, text } of rows) {
    const parts = splitNumber(text)
    const value = parts && /^\s*W?$/i.test(parts.tail) ? readNumber(parts.number, decimal).value : undefined
    if (value === undefined || name === '') throw refuse.cell({ line, column: names[value === undefined ? 1 : 0], found: text, expected: '104,5' }) // prettier-ignore
    const known = watts.find(([group]) => group === name)
    if (known) known[1].push(value)
    else watts.push([name, [value]])
  }
  return Object.fromEntries(watts)
}
