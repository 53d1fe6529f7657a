/** What each column is for: told by its name, by the document, or by the person who sends it. */
import { refuse } from './refusals.ts'
import type { Table } from './table.ts'
import { ROLES, type Format, type ReadOptions, type Role } from './types.ts'

/** The names in their plain spelling: lower case, without marks, spaces and punctuation. */
const SYNONYMS: Record<Role, string[]> = {
  area: [
    'area',
    'areaid',
    'areacode',
    'teryt',
    'terc',
    'kod',
    'kodteryt',
    'code',
    'obszar',
    'miasto',
    'gmina',
    'dzielnica',
    'city',
    'geo',
    'refarea',
    'cities',
  ],
  measure: ['measure', 'measureid', 'indicator', 'miara', 'wskaznik'],
  dimension: ['dimension', 'dimensions', 'wymiar', 'wymiary', 'breakdown'],
  period: ['period', 'timeperiod', 'time', 'year', 'rok', 'okres'],
  value: ['value', 'obsvalue', 'wartosc'],
  unit: ['unit', 'unitmeasure', 'jednostka', 'jednostkamiary'],
  status: ['status', 'obsstatus', 'obsflag', 'atrybut', 'flag', 'flaga'],
  reason: ['reason', 'powod'],
  note: ['note', 'notes', 'uwaga', 'uwagi', 'comment', 'commentobs', 'obscom'],
}
const BDL: Partial<Record<Role, string[]>> = {
  area: ['kod'],
  period: ['rok', 'period'],
  value: ['wartosc', 'value'],
  unit: ['jednostkamiary', 'unit'],
  status: ['atrybut'],
}
const REQUIRED: Role[] = ['area', 'measure', 'period', 'value']

/** The columns that a list of rejected rows puts before the file's own. */
export const DIAGNOSTICS = ['line', 'column', 'problem', 'expected']
/** What stood in a header over several figures of a row becomes columns of these names. */
export const HEADER_COLUMN = 'header'
const IS_HEADER_COLUMN = /^header\d+$/

export function plain(name: string): string {
  return name.normalize('NFD').toLowerCase().replaceAll('ł', 'l').replace(/[^a-z0-9]/g, '') // prettier-ignore
}

export const isBlank = (fields: readonly string[]): boolean =>
  fields.every((field) => field === '' || field.trim() === '')

/** How many roles these names would play. */
export function recognised(columns: readonly string[]): number {
  const names = new Set(columns.map(plain))
  return ROLES.filter((role) => SYNONYMS[role].some((name) => names.has(name))).length
}

/** The names that options speak of, in their plain spelling. */
export function wantedNames({ columns = {}, spread = [], mapping = {} }: ReadOptions): Set<string> {
  const { measure, dimensions = {}, periods } = mapping
  return new Set(
    [
      ...Object.values(columns),
      ...spread,
      ...Object.keys(dimensions),
      ...(typeof measure === 'object' ? [measure.column] : []),
      ...(periods ? [periods.column] : []),
    ].map(plain),
  )
}

export type Columns = {
  format: Format | undefined
  roles: Partial<Record<Role, number>>
  missing: Role[]
  twice: { role: Role; columns: string[] }[]
  diagnostics: number
  dimensionColumns: number[]
  areaScheme: string | undefined
}

type Known = Pick<Table, 'columns' | 'format' | 'roles' | 'dimensions'>

/** Throws only where an option names a column that is not there. */
export function assignColumns(table: Known, options: ReadOptions): Columns {
  const { columns } = table
  const diagnostics = DIAGNOSTICS.every((name, i) => columns[i] === name) ? DIAGNOSTICS.length : 0
  const names = columns.map((name, index) => (index < diagnostics ? '' : plain(name)))
  const format = options.format ?? table.format ?? (isBdl(names) ? 'bdl' : 'tidy')
  const { roles, twice } = rolesOf(names, table, format, options)
  const missing = REQUIRED.filter((role) => roles[role] === undefined && !isSaid(role, options))
  const taken = new Set(Object.values(roles))
  const free = [...names.keys()].filter((i) => names[i] !== '' && names[i] !== 'nazwa' && !taken.has(i))
  const area = roles.area === undefined ? '' : names[roles.area]!
  const scheme = format === 'bdl' || format === 'bdl-api' || /teryt|^terc$/.test(area) ? 'teryt' : undefined
  const lacks = format === 'tidy' && missing.length > 0
  return {
    format: lacks ? options.format : format,
    roles,
    missing,
    twice,
    diagnostics,
    dimensionColumns: free.filter(
      (i) => format === 'bdl' || table.dimensions.includes(i) || IS_HEADER_COLUMN.test(names[i]!),
    ),
    areaScheme: options.areaScheme ?? scheme,
  }
}

/** An export of GUS BDL: its relational table, or its table of many columns, which by now has become one. */
function isBdl(names: readonly string[]): boolean {
  const has = (name: string) => names.includes(name)
  const wide = has('period') && has('value') && names.some((name) => IS_HEADER_COLUMN.test(name))
  const relational = has('rok') && has('wartosc') && has('jednostkamiary') && has('atrybut')
  return has('kod') && has('nazwa') && (wide || relational)
}

/** A mapping or a constant says it, so no column has to. */
const isSaid = (role: Role, { constants, mapping }: ReadOptions): boolean =>
  constants?.[role] !== undefined || (role === 'measure' && mapping?.measure !== undefined)

function rolesOf(names: readonly string[], table: Known, format: Format, options: ReadOptions) {
  const { mapping = {}, columns: said = {} } = options
  const claimed = new Set(
    [
      ...Object.values(said),
      ...Object.keys(mapping.dimensions ?? {}),
      ...(mapping.periods ? [mapping.periods.column] : []),
      ...(mapping.ignored ?? []),
    ].map(plain),
  )
  const roles: Partial<Record<Role, number>> = {}
  const twice: { role: Role; columns: string[] }[] = []
  for (const role of ROLES) {
    const wanted = said[role]
    const known = table.roles?.[role]
    const synonyms = wanted !== undefined ? [plain(wanted)] : format === 'bdl' ? (BDL[role] ?? []) : SYNONYMS[role]
    const found =
      wanted === undefined && known !== undefined
        ? [known]
        : [...names.keys()].filter((i) => names[i] !== '' && synonyms.includes(names[i]!))
    const free = wanted === undefined ? found.filter((i) => !claimed.has(names[i]!)) : found
    if (wanted !== undefined && free.length === 0)
      throw refuse.columnUnknown({ column: wanted, found: listed(table.columns) })
    if (free.length > 1) twice.push({ role, columns: free.map((i) => table.columns[i]!) })
    if (free.length > 0) roles[role] = free[0]
  }
  return { roles, twice }
}

export const listed = (names: readonly string[]): string => names.filter((name) => name !== '').join(', ')

/** Refuses columns that cannot be read, except that only the measure is missing and a mapping may say it. */
export function demandColumns({ missing, twice, format }: Columns, columns: string[]): void {
  const lacking = missing.filter((role) => role !== 'measure' || format === undefined || format === 'tidy')
  if (lacking.length > 0) throw refuse.columnsMissing({ missing: lacking.join(', '), found: listed(columns) })
  const first = twice[0]
  if (first) throw refuse.columnTwice({ role: first.role, columns: listed(first.columns) })
}
