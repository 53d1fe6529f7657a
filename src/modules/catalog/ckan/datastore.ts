/** The actions that read published tables: `datastore_search`, `datastore_info`, `datastore_search_sql`. */
import { z } from 'zod'
import type { Column } from '../deliveries/types.ts'
import { jsonOf } from '../rows/rules.ts'
import type { PublicTable, Rows } from '../rows/service.ts'
import { LIMIT_MAX, type Filter, type Question } from '../rows/types.ts'
import { withApostrophe } from '#tables'
import { reading, type Action } from './actions.ts'
import { flag, int, list, object, orNothing, text } from './arguments.ts'
import { invalid } from './errors.ts'
import type { Sandbox } from './sql/service.ts'

/** So many records at most in one answer, as CKAN has it. */
const RECORDS_MAX = 32_000
const ALL = 1_000_000_000

/** What CKAN's clients are told a column is. */
const TYPES: Record<string, string> = {
  ...{ bigint: 'int8', numeric: 'numeric', boolean: 'bool', date: 'date' },
  ...{ timestamp: 'timestamp', time: 'time', text: 'text' },
}
const ckanType = ({ sql }: Column): string => TYPES[sql] ?? 'text'
const ID = { id: '_id', type: 'int' }
const fieldOf = (column: Column) => ({ id: column.name, type: ckanType(column) })

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** `filters={"district": ["Czuby", "Tatary"], "year": 2024}`: each column has one of these values. */
function filtersOf(filters: Record<string, unknown>): Filter[] {
  return Object.entries(filters).map(([column, value]): Filter => {
    if (value === null) return { column, op: 'missing' }
    if (Array.isArray(value)) return { column, op: 'in', values: value.map(said) }
    return { column, op: 'eq', value: said(value) }
  })
}

/** `sort=population desc, name`. */
function sortOf(sort: string): { column: string; descending: boolean }[] {
  const parts = sort.match(/(?:"[^"]*"|[^,])+/g) ?? []
  return parts.map((part) => {
    const [, quoted, plain, direction] =
      /^\s*(?:"([^"]+)"|(.+?))(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i.exec(part) ?? []
    const column = quoted ?? plain
    if (!column) throw invalid({ sort: [`Cannot sort by “${part.trim()}”`] })
    return { column, descending: direction?.toLowerCase() === 'desc' }
  })
}

/** `q` is words for the whole row, or words for columns. */
function wordsOf(q: string | Record<string, unknown> | undefined): Pick<Question, 'q'> & { filters: Filter[] } {
  if (q === undefined || typeof q === 'string') return { q, filters: [] }
  return {
    q: undefined,
    filters: Object.entries(q).map(([column, value]) => ({ column, op: 'contains', value: said(value) })),
  }
}

const FORMATS = ['objects', 'lists', 'csv', 'tsv'] as const
const Search = z.object({
  resource_id: orNothing(text),
  id: orNothing(text),
  filters: object.default({}),
  q: orNothing(z.union([object, text])),
  fields: orNothing(list),
  sort: orNothing(text),
  distinct: flag.default(false),
  limit: int(0, RECORDS_MAX, 100),
  offset: int(0, ALL, 0),
  include_total: flag.default(true),
  total_estimation_threshold: int(0, ALL, 0),
  records_format: z.enum(FORMATS, { error: `Must be one of ${FORMATS.join(', ')}` }).default('objects'),
})
type Search = z.output<typeof Search>

export function datastoreActions(rows: Rows, baseUrl: string, sandbox: Sandbox): Record<string, Action> {
  return {
    datastore_search: reading({
      help: 'Records of a published table: filters, words, sorting, columns, distinct.',
      takes: Search,
      run: (args) => search(rows, args),
    }),
    datastore_search_sql: reading({
      help: 'One SELECT on published tables, which are named by the ids of their resources.',
      takes: z.object({ sql: text }),
      run: async ({ sql }) => {
        const { fields, rows: records, truncated } = await sandbox.query(sql)
        return {
          sql,
          fields: fields.map(({ name, type }) => ({ id: name, type })),
          records: records.map((record) => withInstants(record, fields)),
          ...(truncated && { records_truncated: true }),
        }
      },
    }),
    datastore_info: reading({
      help: 'The columns of a published table, and how many records it has.',
      takes: z.object({ id: orNothing(text), resource_id: orNothing(text) }),
      run: async ({ id, resource_id = id }) => {
        const { version, content } = await rows.table(demanded(resource_id))
        const fields = content.columns.map((column) => {
          const field = content.dictionary.fields.find(({ name }) => name === column.name)
          return { ...fieldOf(column), info: { label: field?.title?.pl ?? '', notes: field?.description?.pl ?? '' }, schema: { native_type: column.sql } } // prettier-ignore
        })
        return {
          meta: { id: resource_id, count: version.rows ?? 0, table_type: 'BASE TABLE', version: version.number },
          fields: [{ ...ID, schema: { native_type: 'bigint' } }, ...fields],
          download: `${baseUrl}/api/3/action/datastore_search?resource_id=${resource_id}`,
        }
      },
    }),
  }
}

/** A moment as CKAN writes it: with a T between day and time. */
const withInstants = (record: Record<string, unknown>, fields: readonly { name: string; type: string }[]) =>
  fields.reduce<Record<string, unknown>>(
    (written, { name, type }) =>
      type.startsWith('timestamp') && typeof written[name] === 'string'
        ? { ...written, [name]: written[name].replace(' ', 'T') }
        : written,
    record,
  )

function demanded(id: string | undefined): string {
  if (id === undefined) throw invalid({ resource_id: ['Missing value'] })
  if (!z.uuid().safeParse(id).success) throw invalid({ resource_id: ['Resource was not found.'] })
  return id
}

async function search(rows: Rows, args: Search) {
  const id = demanded(args.resource_id ?? args.id)
  const table = await rows.table(id)
  const { columns } = table.content
  const known = new Set(columns.map(({ name }) => name))
  const fields = args.fields?.filter((name) => name !== '_id')
  const withId = !args.distinct && (args.fields === undefined || args.fields.includes('_id'))
  const { filters, q } = wordsOf(args.q)
  const sort = args.sort === undefined ? [] : sortOf(args.sort).filter(({ column }) => column !== '_id')
  demandKnown(known, { fields, sort: sort.map(({ column }) => column), filters: Object.keys(args.filters), q: filters.map(({ column }) => column) }) // prettier-ignore
  const question = {
    ...{ filters: [...filtersOf(args.filters), ...filters], q, sort, distinct: args.distinct },
    ...(fields && { fields }),
  }
  const found = await pages(rows, table, question, args)
  const shown = found.columns
  const records = found.rows.map(({ id: row, cells }) => [
    ...(withId ? [row] : []),
    ...cells.map((cell, i) => jsonOf(cell, shown[i]!.type)),
  ])
  const named = [...(withId ? [ID] : []), ...shown.map(fieldOf)]
  return {
    ...{ include_total: args.include_total, limit: args.limit, records_format: args.records_format },
    ...{ resource_id: id, total_estimation_threshold: args.total_estimation_threshold || null },
    ...(args.offset > 0 && { offset: args.offset }),
    ...(Object.keys(args.filters).length > 0 && { filters: args.filters }),
    ...(args.q !== undefined && { q: args.q }),
    ...(args.sort !== undefined && { sort: args.sort }),
    ...{ fields: named, records: recordsAs(args.records_format, named, records) },
    _links: linksOf(args, id),
    ...(found.total && { total: found.total.count, total_was_estimated: found.total.isEstimate }),
  }
}

function demandKnown(known: ReadonlySet<string>, asked: Record<string, readonly string[] | undefined>): void {
  for (const [parameter, names = []] of Object.entries(asked)) {
    const unknown = names.filter((name) => !known.has(name))
    if (unknown.length > 0) throw invalid({ [parameter]: unknown.map((name) => `field "${name}" not in table`) })
  }
}

/** As many pages as the limit asks for. */
async function pages(rows: Rows, table: PublicTable, question: Question, { limit, offset, ...args }: Search) {
  const count = args.include_total ? ('auto' as const) : ('none' as const)
  const estimateFrom = args.total_estimation_threshold || undefined
  const first = await rows.pageOf(table, {
    ...question,
    limit: Math.min(limit, LIMIT_MAX),
    offset,
    count,
    estimateFrom,
  })
  const all = [...first.rows]
  let { next } = first
  while (next !== undefined && all.length < limit) {
    const more = await rows.pageOf(table, { ...question, limit: Math.min(limit - all.length, LIMIT_MAX), after: next, count: 'none' }) // prettier-ignore
    all.push(...more.rows)
    next = more.next
  }
  return { ...first, rows: all }
}

function recordsAs(format: Search['records_format'], fields: { id: string }[], records: unknown[][]): unknown {
  if (format === 'lists') return records
  if (format === 'objects')
    return records.map((record) => Object.fromEntries(fields.map(({ id }, i) => [id, record[i]])))
  const separator = format === 'csv' ? ',' : '\t'
  return records.map((record) => `${record.map((value) => cellOf(value, separator)).join(separator)}\n`).join('')
}
function cellOf(value: unknown, separator: string): string {
  if (value === null || value === undefined) return ''
  const text = withApostrophe(said(value))
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function linksOf({ limit, offset }: Search, id: string) {
  const at = (from: number) => `/api/3/action/datastore_search?resource_id=${id}&limit=${limit}&offset=${from}`
  return {
    start: at(0),
    next: at(offset + limit),
    ...(offset > 0 && { prev: at(Math.max(0, offset - limit)) }),
  }
}
