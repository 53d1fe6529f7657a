/** A table's rows as its dictionary says: renamed, mended, typed, checked; what breaks it is told with its place. */
import { MISSING, SAID, type PlacedCells } from '#platform/copy'
import { createSigns } from '#platform/text'
import { createProblems } from '../problems.ts'
import { cellAt, TextRow } from '../text/cells.ts'
import type { ProblemCode, Problems, Row, Table, TypedColumn, TypedRow } from '../types.ts'
import { checksOf, uniqueCheck, type Broken, type Check } from './constraints.ts'
import { keepOf, type Keep } from './keeping.ts'
import { mendingOf } from './mending.ts'
import { exampleOf, readerOf, type ReadCell } from './readers.ts'
import type { Dictionary, Field } from './schema.ts'

export type Conformed = {
  columns: TypedColumn[]
  /** In batches, from the beginning; once. A value that is wrong is null in its row. */
  rows: AsyncGenerator<TypedRow[]>
  /** The same in place of `rows`; each batch is good until the next is asked for. */
  batches: AsyncGenerator<TypedBatch>
  /** Complete when the rows have been read to their end. */
  problems: Problems
}

/** `placed`: the same cells where they stand in the text of the file, if it is one. */
export type TypedBatch = { rows: readonly TypedRow[]; placed?: PlacedCells }

type Column = {
  field: Field
  /** Where it stands in the file; -1 where it does not. */
  at: number
  mend: ((text: string) => string) | undefined
  read: ReadCell
  checks: Check[]
  isMissing: (text: string) => boolean
  isRequired: boolean
  /** Where a longer text than `longest` may stand as it is. */
  keep: Keep | undefined
  longest: number
}

/** The titles are those of `lang`, where there are any. */
export function conform(table: Table, dictionary: Dictionary, lang: 'pl' | 'en' | 'uk' = 'pl'): Conformed {
  const names = table.header.columns
  const problems = createProblems(names, table.place)
  table.problems(problems)
  const columns = columnsOf(names, dictionary, problems)
  const key = keyOf(dictionary)
  const batches = typed(table, columns, key, problems)
  return {
    columns: columns.map(({ field: { name, title, type } }) => ({ name, title: title?.[lang] ?? name, type })),
    rows: cutOut(batches),
    batches,
    problems,
  }
}

async function* cutOut(batches: AsyncGenerator<TypedBatch>): AsyncGenerator<TypedRow[]> {
  for await (const { rows } of batches)
    yield rows.map(({ line, cells, wrong }) => ({ line, cells, ...(wrong && { wrong }) }))
}

async function* typed(table: Table, columns: Column[], key: Key | undefined, problems: Problems) {
  const read = rowReader(columns, problems)
  const placed = createPlaced(columns, read)
  for await (const found of table.rows(problems)) {
    const batch: TypedBatch = found[0] instanceof TextRow ? placed(found as TextRow[]) : { rows: found.map(read.row) }
    for (const row of key ? batch.rows : []) {
      const { line } = row
      const broken = key!(row, line)
      if (broken) problems.add(broken.code, { line, found: broken.found, expected: broken.expected })
    }
    yield batch
  }
}

/** Rows whose cells stand where they stood in the file, but those that had to be read. */
function createPlaced(columns: readonly Column[], read: RowReader): (rows: readonly TextRow[]) => TypedBatch {
  const width = columns.length
  const signsOf = createSigns()
  let [from, to] = [new Int32Array(0), new Int32Array(0)]
  return (found) => {
    if (from.length < found.length * width) [from, to] = [new Int32Array(found.length * width * 2), new Int32Array(found.length * width * 2)] // prettier-ignore
    const { all } = found[0]!
    const signs = signsOf(all.text)
    const placed: PlacedCells = { text: all.text, rows: found.length, width, from, to, said: new Map() }
    let at = 0
    const rows = found.map((row) => {
      const out = new PlacedRow(row.line, placed, at)
      for (const column of columns) {
        const cell = row.first + column.at
        const isThere = column.at >= 0 && column.at < row.count && (all.said.size === 0 || !all.said.has(cell))
        const end = isThere ? keptEnd(column, signs, all.from[cell]!, all.to[cell]!) : -1
        from[at] = end === 0 ? MISSING : all.from[cell]!
        to[at] = end
        if (end < 0) {
          const value = read.cell(column, row, out)
          from[at] = value === null ? MISSING : SAID
          if (value !== null) placed.said.set(at, value)
        }
        at++
      }
      return out
    })
    return { rows, placed }
  }
}

/** Where the cell's value ends where it stands; 0 where nothing does, -1 where it has to be read. */
function keptEnd({ keep, longest, isRequired }: Column, signs: Uint16Array, begin: number, end: number): number {
  if (!keep || end - begin <= longest) return keep && begin === end && !isRequired ? 0 : -1
  return signs[begin]! > SPACE ? keep(signs, begin, end) : -1
}

class PlacedRow implements TypedRow {
  readonly line: number
  readonly all: PlacedCells
  readonly first: number
  wrong?: true

  constructor(line: number, all: PlacedCells, first: number) {
    this.line = line
    this.all = all
    this.first = first
  }

  get cells(): (string | null)[] {
    const { text, from, to, said, width } = this.all
    const cells = new Array<string | null>(width)
    for (let i = 0, at = this.first; i < width; i++, at++)
      cells[i] = from[at]! >= 0 ? text.slice(from[at], to[at]) : (said.get(at) ?? null)
    return cells
  }
}

type RowReader = {
  row(found: Row): TypedRow
  /** The value of one column; what is wrong with it is told of `into`. */
  cell(column: Column, found: Row, into: Pick<TypedRow, 'line' | 'wrong'>): string | null
}

function rowReader(columns: Column[], problems: Problems): RowReader {
  let row: Pick<TypedRow, 'line' | 'wrong'>
  let at = 0
  let text = ''
  let told = false
  const fault = (code: ProblemCode, expected: string) => {
    told = true
    row.wrong = true
    problems.add(code, { line: row.line, ...(at >= 0 && { column: at }), found: text, expected })
  }
  const cell: RowReader['cell'] = ({ at: place, field, mend, read, checks, isMissing, isRequired }, found, into) => {
    row = into
    at = place
    text = cellAt(found, at)
    if (mend) text = mend(text)
    if (text === '' || isMissing(text)) {
      if (isRequired) fault('valueMissing', exampleOf(field))
      return null
    }
    told = false
    const value = read(text, fault)
    if (value === undefined) {
      if (!told) fault('valueType', exampleOf(field))
      return null
    }
    for (const check of checks) {
      const broken = check(value, row.line)
      if (broken) fault(broken.code, broken.expected)
    }
    return value
  }
  return {
    cell,
    row(found) {
      const values = new Array<string | null>(columns.length)
      const made: TypedRow = { line: found.line, cells: values }
      for (let i = 0; i < columns.length; i++) values[i] = cell(columns[i]!, found, made)
      return made
    },
  }
}

function columnsOf(names: readonly string[], { fields, dropped = [] }: Dictionary, problems: Problems): Column[] {
  const taken = new Set<number>()
  const columns = fields.map((field): Column => {
    const at = placeOf(names, field.source ?? field.name)
    if (at < 0) problems.add('columnMissing', { line: 0, found: '', expected: field.source ?? field.name })
    taken.add(at)
    const [mend, read, checks] = [mendingOf(field), readerOf(field), checksOf(field)]
    const mayStand = !mend && checks.length === 0
    return {
      ...{ field, at, mend, read, checks, isMissing: missingOf(field) },
      isRequired: field.constraints?.required === true,
      keep: mayStand ? keepOf(field, read) : undefined,
      longest: Math.max(0, ...(field.missingValues ?? []).map(({ length }) => length)),
    }
  })
  for (const [column, name] of names.entries())
    if (!taken.has(column) && placeOf(dropped, name) < 0)
      problems.add('columnUnknown', { line: 0, column, found: name })
  return columns
}

/** Whether a text that is not empty stands for a missing value. */
function missingOf({ missingValues = [] }: Field): Column['isMissing'] {
  const values = new Set(['', ...missingValues])
  const longest = Math.max(...[...values].map(({ length }) => length))
  return (text) =>
    (text.length <= longest && values.has(text)) || (text.charCodeAt(0) <= SPACE && values.has(text.trim()))
}
const SPACE = 32

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** By its very name, else by the same in other case and spaces. */
function placeOf(names: readonly string[], name: string): number {
  const exact = names.indexOf(name)
  return exact >= 0 ? exact : names.findIndex((one) => plain(one) === plain(name))
}

type Key = (row: TypedRow, line: number) => (Broken & { found: string }) | undefined

/** The columns that together are different in each row. */
function keyOf({ fields, primaryKey = [] }: Dictionary): Key | undefined {
  const places = primaryKey.map((name) => fields.findIndex((field) => field.name === name)).filter((at) => at >= 0)
  if (places.length === 0) return undefined
  const check = uniqueCheck()
  return ({ cells }, line) => {
    const broken = check(places.map((at) => cells[at] ?? '').join('\0'), line)
    return broken && { ...broken, found: places.map((at) => cells[at] ?? '').join(' | ') }
  }
}
