/** The header: which delimiter, which format, what each column is for. */
import { COLUMNS_MAX, createRecords, LINE_CHARS_MAX } from './records.ts'
import { refuse } from './refusals.ts'
import { DELIMITERS, ROLES, type Delimiter, type Format, type ReadOptions, type Role } from './types.ts'

/** The names in their plain spelling: lower case, without marks, spaces and punctuation. */
const SYNONYMS: Record<Role, string[]> = {
  area: ['area', 'areaid', 'areacode', 'teryt', 'terc', 'kod', 'kodteryt', 'code', 'obszar'],
  measure: ['measure', 'measureid', 'indicator', 'miara', 'wskaznik'],
  dimension: ['dimension', 'dimensions', 'wymiar', 'wymiary'],
  period: ['period', 'timeperiod', 'year', 'rok', 'okres'],
  value: ['value', 'obsvalue', 'wartosc'],
  unit: ['unit', 'unitmeasure', 'jednostka', 'jednostkamiary'],
  status: ['status', 'obsstatus', 'atrybut', 'flag', 'flaga'],
  reason: ['reason', 'powod'],
  note: ['note', 'notes', 'uwaga', 'uwagi', 'comment'],
}
const BDL: Partial<Record<Role, string>> = {
  area: 'kod',
  period: 'rok',
  value: 'wartosc',
  unit: 'jednostkamiary',
  status: 'atrybut',
}
const REQUIRED: Record<Format, Role[]> = {
  tidy: ['area', 'measure', 'period', 'value'],
  bdl: ['area', 'period', 'value'],
}

/** The columns that a list of rejected rows puts before the file's own. */
export const DIAGNOSTICS = ['line', 'column', 'problem', 'expected']

export function plain(name: string): string {
  return name.normalize('NFD').toLowerCase().replaceAll('ł', 'l').replace(/[^a-z0-9]/g, '') // prettier-ignore
}

export const isBlank = (fields: readonly string[]): boolean =>
  fields.every((field) => field === '' || field.trim() === '')

/** Spreadsheets' own first line, 'sep=;'. */
const SEPARATOR_LINE = /^sep=([;,|\t])(\r\n|\n|\r)/i

export type Header = {
  delimiter: Delimiter
  columns: string[]
  line: number
  /** Characters and lines before the table. */
  skipChars: number
  skipLines: number
}

/** Finds the header in the file's first text. Throws `reading.empty` and `reading.tooManyColumns`. */
export function readHeader(text: string, whole: boolean, wanted?: Delimiter): Header {
  const separator = SEPARATOR_LINE.exec(text)
  const skipChars = separator?.[0].length ?? 0
  const skipLines = separator ? 1 : 0
  const head = text.slice(skipChars)
  const given = wanted ?? (separator?.[1] as Delimiter | undefined)
  const candidates = (given ? [given] : DELIMITERS).map((delimiter) => {
    const first = firstRecord(head, whole, delimiter, skipLines + 1)
    if (!first) throw whole ? refuse.empty() : refuse.lineTooLong({ line: skipLines + 1, charsMax: LINE_CHARS_MAX })
    return { delimiter, columns: first.fields, line: first.line, roles: recognised(first.fields) }
  })
  candidates.sort((a, b) => b.roles - a.roles || b.columns.length - a.columns.length)
  const { delimiter, columns, line } = candidates[0]!
  if (columns.length > COLUMNS_MAX) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line })
  return { delimiter, columns, line, skipChars, skipLines }
}

function firstRecord(text: string, last: boolean, delimiter: Delimiter, firstLine: number) {
  let first: { line: number; fields: string[] } | undefined
  const records = createRecords(
    delimiter,
    (line, fields) => {
      if (!first && !isBlank(fields)) first = { line, fields: fields.map((field) => field.trim()) }
    },
    firstLine,
  )
  records.push(text, last)
  return first
}

function recognised(columns: string[]): number {
  const names = new Set(columns.map(plain))
  return ROLES.filter((role) => SYNONYMS[role].some((name) => names.has(name))).length
}

export type Columns = {
  format: Format | undefined
  roles: Partial<Record<Role, number>>
  missing: Role[]
  twice: { role: Role; columns: string[] }[]
  diagnostics: number
  dimensionColumns: number[]
  areaScheme: string | undefined
  /** A BDL export laid out with a column a year. */
  wide: boolean
}

/** What each column is for. Throws only where an option names a column that is not there. */
export function assignColumns(columns: string[], options: ReadOptions): Columns {
  const diagnostics = DIAGNOSTICS.every((name, i) => columns[i] === name) ? DIAGNOSTICS.length : 0
  const names = columns.map((name, index) => (index < diagnostics ? '' : plain(name)))
  const has = (name: string) => names.includes(name)
  const isBdl = Object.values(BDL).every(has) && has('nazwa')
  const format = options.format ?? (isBdl ? 'bdl' : 'tidy')
  const roles: Partial<Record<Role, number>> = {}
  const twice: { role: Role; columns: string[] }[] = []
  for (const role of ROLES) {
    const wanted = options.columns?.[role]
    const synonyms = wanted !== undefined ? [plain(wanted)] : format === 'bdl' ? [BDL[role] ?? ''] : SYNONYMS[role]
    const found = [...names.keys()].filter((index) => names[index] !== '' && synonyms.includes(names[index]!))
    if (wanted !== undefined && found.length === 0)
      throw refuse.columnUnknown({ column: wanted, found: listed(columns) })
    if (found.length > 1) twice.push({ role, columns: found.map((index) => columns[index]!) })
    if (found.length > 0) roles[role] = found[0]
  }
  const missing = REQUIRED[format].filter(
    (role) => roles[role] === undefined && options.constants?.[role] === undefined,
  )
  const taken = new Set(Object.values(roles))
  const free = [...names.keys()].filter((index) => names[index] !== '' && names[index] !== 'nazwa' && !taken.has(index))
  const area = roles.area === undefined ? '' : names[roles.area]!
  const scheme = format === 'bdl' || area.includes('teryt') || area === 'terc' ? 'teryt' : undefined
  return {
    format: missing.length > 0 && !isBdl ? options.format : format,
    roles,
    missing,
    twice,
    diagnostics,
    dimensionColumns: format === 'bdl' ? free : [],
    areaScheme: options.areaScheme ?? scheme,
    wide: has('kod') && has('nazwa') && !has('wartosc') && free.length > 0 && roles.measure === undefined,
  }
}

export const listed = (names: readonly string[]): string => names.filter((name) => name !== '').join(', ')

/** Refuses columns that cannot be read. */
export function demandColumns({ missing, twice, wide }: Columns, columns: string[]): void {
  if (missing.length > 0) {
    if (wide) throw refuse.wideTable({ found: listed(columns) })
    throw refuse.columnsMissing({ missing: missing.join(', '), found: listed(columns) })
  }
  const first = twice[0]
  if (first) throw refuse.columnTwice({ role: first.role, columns: listed(first.columns) })
}
