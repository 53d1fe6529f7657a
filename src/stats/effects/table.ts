/** A table of text as columns, and back: what was evaluated can be kept, sent and read again to the same figures. */
import { CsvError, parse } from 'csv-parse/sync'
import { refuse } from './refusals.ts'
import type { Columns } from './types.ts'

const DELIMITERS = [',', ';', '\t'] as const
/** Nothing there; NA is how R writes it. */
const MISSING = new Set(['', 'NA'])
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * With a header. `numbers` are the columns to be read as numbers; what is none there stays as it is, for the evaluation to
 * refuse with its place. Throws `stats.effects.csvBroken`, `columnTwice`, `ragged`, `empty`.
 */
export function columnsOfCsv(text: string, numbers: readonly string[] = []): Columns {
  const delimiter = delimiterOf(text)
  const [header, ...rows] = recordsOf(text, delimiter)
  if (!header || rows.length === 0) throw refuse.empty({})
  const names = header.map((name) => name.trim())
  const again = names.find((name, i) => names.indexOf(name) !== i)
  if (again !== undefined) throw refuse.columnTwice({ column: again })
  rows.forEach((row, i) => {
    if (row.length !== names.length) throw refuse.ragged({ row: i + 1, found: row.length, expected: names.length })
  })
  const valueOf = (asNumber: boolean) => (field: string) => {
    const value = field.trim()
    if (MISSING.has(value)) return null
    if (!asNumber) return value
    // Where commas do not part the columns, they may part decimals.
    const plain = delimiter === ',' ? value : value.replace(',', '.')
    return NUMBER.test(plain) ? Number(plain) : value
  }
  return Object.fromEntries(
    names.map((name, i) => {
      const read = valueOf(numbers.includes(name))
      return [name, rows.map((row) => read(row[i]!))]
    }),
  )
}

/** Those columns, line by line; a number in as many digits as it takes to read the same one again. */
export function csvOfColumns(columns: Columns, names: readonly string[] = Object.keys(columns)): string {
  const field = (value: number | string | null | undefined): string => {
    const text = value === null || value === undefined ? '' : String(value)
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [names.map(field).join(',')]
  const rows = columns[names[0]!]?.length ?? 0
  for (let i = 0; i < rows; i++) lines.push(names.map((name) => field(columns[name]![i])).join(','))
  return `${lines.join('\n')}\n`
}

/** The one that the header has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const count = (delimiter: string) => header.split(delimiter).length
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!
}

function recordsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refuse.csvBroken({ line: Number(error.lines ?? 1), cause: error.code })
  }
}
