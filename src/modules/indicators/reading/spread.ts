/**
 * Tables of several figures in a row, a column for each year (or sex, or measure), become rows of one figure: the header's
 * words over the figure go into columns of their own. An empty cell says nothing; a sign for a missing figure does.
 */
import { noteIn } from './footnotes.ts'
import type { Header } from './header.ts'
import { readPeriod } from './periods.ts'
import { refuse } from './refusals.ts'
import { HEADER_COLUMN, listed, plain } from './roles.ts'
import type { Table } from './table.ts'
import type { ReadOptions } from './types.ts'

type Spread = {
  /** The columns that hold for the whole row. */
  fixed: number[]
  values: number[]
  /** The header's words over each of the values, without those of no meaning. */
  words: Map<number, string[]>
  names: string[]
}

/** The same table where no column holds a period, nor was said to hold a figure. Throws `reading.columnUnknown`. */
export function spreadTable(table: Table, header: Header, options: ReadOptions): Table {
  const found = spreadOf(table, split(header.levels), options)
  if (!found) return table
  const { fixed, values, words, names } = found
  const long = (fields: readonly string[], at: number) => [
    ...fixed.map((i) => fields[i] ?? ''),
    ...words.get(at)!,
    fields[at]!,
  ]
  const filled = (fields: readonly string[]) => values.filter((at) => (fields[at] ?? '').trim() !== '')
  const alone = (fields: readonly string[]) => names.map((_, i) => (i < fixed.length ? (fields[fixed[i]!] ?? '') : ''))
  table.remarks.push({ code: 'spread', details: { columns: values.length } })
  return {
    ...table,
    columns: names,
    figures: values,
    sample: table.sample.flatMap(({ line, fields }) =>
      filled(fields).map((at) => ({ line, fields: long(fields, at) })),
    ),
    place: (line, at) => table.place?.(line, at) ?? (at === undefined ? '' : (table.columns[at] ?? '')),
    rows: (sink) =>
      table.rows({
        ...sink,
        row(line, fields, broken) {
          if (broken) return sink.row(line, fields, broken)
          const figures = filled(fields)
          const heads = fixed.filter((i) => (fields[i] ?? '').trim() !== '').length
          if (noteIn(fields) !== undefined || (figures.length === 0 && heads === 1))
            return sink.row(line, alone(fields), broken)
          if (figures.length === 0 && heads > 0) return sink.skip()
          for (const at of figures) sink.row(line, long(fields, at), broken, at)
        },
      }),
  }
}

function spreadOf(table: Table, levels: string[][], options: ReadOptions): Spread | undefined {
  const columns = [...table.columns.keys()]
  const names = table.columns.map(plain)
  let values: number[]
  if (options.spread) {
    const wanted = new Set(options.spread.map(plain))
    values = columns.filter((i) => wanted.has(names[i]!))
    const unknown = options.spread.find((name) => !names.includes(plain(name)))
    if (unknown !== undefined) throw refuse.columnUnknown({ column: unknown, found: listed(table.columns) })
  } else {
    if (names.some((name) => ['value', 'wartosc', 'obsvalue'].includes(name))) return undefined
    values = columns.filter((i) => levels[i]!.some(periodIn))
  }
  if (values.length === 0) return undefined
  const fixed = columns.filter((i) => !values.includes(i))
  return {
    fixed,
    values,
    ...wordsOver(
      levels,
      values,
      fixed.map((i) => table.columns[i]!),
    ),
  }
}

function wordsOver(levels: string[][], values: number[], fixed: string[]): Pick<Spread, 'words' | 'names'> {
  const depths = [...levels[values[0]!]!.keys()].filter((depth) => values.some((at) => levels[at]![depth] !== ''))
  let headers = 0
  let period = false
  const names = depths.map((depth) => {
    const all = values.map((at) => levels[at]![depth]!)
    if (!period && all.every(periodIn)) return ((period = true), 'period')
    return all.every((word) => UNIT.test(word)) ? 'unit' : `${HEADER_COLUMN} ${++headers}`
  })
  const word = (at: number, depth: number, name: string): string => {
    const text = levels[at]![depth]!
    return name === 'period' ? periodIn(text)! : name === 'unit' ? UNIT.exec(text)![1]! : text
  }
  const words = new Map(values.map((at) => [at, depths.map((depth, i) => word(at, depth, names[i]!))]))
  return { words, names: [...fixed, ...names, 'value'] }
}

const UNIT = /^\[(.+)\]$/
const periodIn = (text: string): string | undefined => readPeriod(text.replace(/\s*(r\.|rok|roku)$/i, ''))

/** GUS BDL writes all levels in one cell: 'ogółem;2021;[osoba]'. */
function split(levels: string[][]): string[][] {
  if (levels.some((words) => words.length !== 1)) return levels
  const parts = levels.map(([word]) => word!.split(';').map((part) => part.trim()))
  const depth = Math.max(...parts.map((words) => words.length))
  const deep = parts.filter((words) => words.length === depth)
  return depth > 1 && deep.length > 1 ? parts.map((words) => (words.length === depth ? words : [...words, ...Array<string>(depth - words.length).fill('')])) : levels // prettier-ignore
}
