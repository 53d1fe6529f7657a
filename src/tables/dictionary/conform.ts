/** A table's rows as its dictionary says: renamed, mended, typed, checked; what breaks it is told with its place. */
import { createProblems } from '../problems.ts'
import { cellAt } from '../text/cells.ts'
import type { ProblemCode, Problems, Row, Table, TypedColumn, TypedRow } from '../types.ts'
import { checksOf, uniqueCheck, type Broken, type Check } from './constraints.ts'
import { mendingOf } from './mending.ts'
import { exampleOf, readerOf, type ReadCell } from './readers.ts'
import type { Dictionary, Field } from './schema.ts'

export type Conformed = {
  columns: TypedColumn[]
  /** In batches, from the beginning; once. A value that is wrong is null in its row. */
  rows: AsyncGenerator<TypedRow[]>
  /** Complete when the rows have been read to their end. */
  problems: Problems
}

type Column = {
  field: Field
  /** Where it stands in the file; -1 where it does not. */
  at: number
  mend: ((text: string) => string) | undefined
  read: ReadCell
  checks: Check[]
  isMissing: (text: string) => boolean
  isRequired: boolean
}

/** The titles are those of `lang`, where there are any. */
export function conform(table: Table, dictionary: Dictionary, lang: 'pl' | 'en' | 'uk' = 'pl'): Conformed {
  const names = table.header.columns
  const problems = createProblems(names, table.place)
  table.problems(problems)
  const columns = columnsOf(names, dictionary, problems)
  const key = keyOf(dictionary)
  return {
    columns: columns.map(({ field: { name, title, type } }) => ({ name, title: title?.[lang] ?? name, type })),
    rows: typed(table, columns, key, problems),
    problems,
  }
}

async function* typed(table: Table, columns: Column[], key: Key | undefined, problems: Problems) {
  const read = rowReader(columns, problems)
  for await (const rows of table.rows(problems)) {
    const batch: TypedRow[] = []
    for (const found of rows) {
      const row = read(found)
      const { line } = row
      const broken = key?.(row, line)
      if (broken) problems.add(broken.code, { line, found: broken.found, expected: broken.expected })
      batch.push(row)
    }
    yield batch
  }
}

function rowReader(columns: Column[], problems: Problems): (found: Row) => TypedRow {
  let row: TypedRow
  let at = 0
  let text = ''
  let told = false
  const fault = (code: ProblemCode, expected: string) => {
    told = true
    row.wrong = true
    problems.add(code, { line: row.line, ...(at >= 0 && { column: at }), found: text, expected })
  }
  const valueOf = ({ field, mend, read, checks, isMissing, isRequired }: Column): string | null => {
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
  return (found) => {
    const values = new Array<string | null>(columns.length)
    row = { line: found.line, cells: values }
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!
      at = column.at
      text = cellAt(found, at)
      values[i] = valueOf(column)
    }
    return row
  }
}

function columnsOf(names: readonly string[], { fields, dropped = [] }: Dictionary, problems: Problems): Column[] {
  const taken = new Set<number>()
  const columns = fields.map((field): Column => {
    const at = placeOf(names, field.source ?? field.name)
    if (at < 0) problems.add('columnMissing', { line: 0, found: '', expected: field.source ?? field.name })
    taken.add(at)
    return {
      ...{ field, at, mend: mendingOf(field), read: readerOf(field), checks: checksOf(field) },
      isMissing: missingOf(field),
      isRequired: field.constraints?.required === true,
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
