/** Questions to published tables as SQL: every value a parameter, every name one of the version's dictionary. */
import { sql, type RawBuilder } from 'kysely'
import { READING_MS_MAX, type Database, type Db, type Tx } from '#platform/db'
import type { Column } from '../deliveries/types.ts'
import { refuse } from '../refusals.ts'
import { keyOf, type Counting, type Counts } from './counts.ts'
import { cursorOf, cursorText, FOLD_FROM, FOLD_TO, prefixesOf, WORDS_FROM, WORDS_TO } from './rules.ts'
import type { Asked, Cursor, Filter, Page, TextRow } from './types.ts'

/** What one question may take. */
export const TIMEOUT_MS = READING_MS_MAX
/** Counting is waited for as long as the page took; tables of so few rows are counted in any case. */
const COUNTED_ROWS_MAX = 20_000
/** Where nothing can be interrupted, larger tables are not counted but estimated. */
const EMBEDDED_ROWS_MAX = 300_000

export type Sql = RawBuilder<unknown>
/** `order`: by what its texts are put in order and compared. */
export type Table = { id: string; columns: Column[]; rows: number; order: Ordering }

const NUMBER = sql.id('_id')
export const from = ({ id }: Table): Sql => sql`${sql.id('opendata', id)}`

/** Throws `catalog.unknownColumn`. */
export function columnOf({ columns }: Table, name: string): Column {
  const found = columns.find((column) => column.name === name)
  if (!found) throw refuse.unknownColumn({ name })
  return found
}

export const isShape = ({ sql: type }: Column): boolean => type.startsWith('geometry')
const textOf = (column: Column): Sql =>
  isShape(column) ? sql`ST_AsGeoJSON(${sql.id(column.name)}, 9)` : sql`${sql.id(column.name)}::text`
const folded = (text: Sql): Sql => sql`translate(${text}, ${sql.lit(FOLD_FROM)}, ${sql.lit(FOLD_TO)})`

const SEARCHED = new Set(['text', 'bigint', 'integer', 'numeric'])
/** All words of a row; undefined where no column has any. Its index is made of the very same text. */
export function wordsOf({ columns }: Pick<Table, 'columns'>): Sql | undefined {
  const texts = columns.filter(({ sql: type }) => SEARCHED.has(type))
  if (texts.length === 0) return undefined
  const whole = sql.join(texts.map(({ name }) => sql`coalesce(${sql.id(name)}::text, '')`), sql` || ' ' || `) // prettier-ignore
  return sql`to_tsvector('simple', translate(${whole}, ${sql.lit(WORDS_FROM)}, ${sql.lit(WORDS_TO)}))`
}

const SIGNS = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function conditionOf(table: Table, filter: Filter): Sql {
  const column = columnOf(table, filter.column)
  // Compared as it is ordered: an index in the order of the alphabet finds nothing that is asked for in another.
  const [name, key] = [sql.id(column.name), table.order(column)]
  const typed = (value: string) => sql`${value}::text::${sql.raw(column.sql)}`
  if (!('value' in filter || 'values' in filter))
    return sql`${name} is ${sql.raw(filter.op === 'missing' ? '' : 'not ')}null`
  if (isShape(column)) throw refuse.shapeFilter({ name: column.name })
  if ('values' in filter)
    return filter.values.length === 0 ? sql`false` : sql`${key} in (${sql.join(filter.values.map(typed))})`
  if (filter.op === 'contains') {
    const pattern = sql`'%' || replace(replace(replace(${folded(sql`${filter.value}::text`)}, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`
    return sql`${folded(sql`${name}::text`)} like ${pattern}`
  }
  return sql`${key} ${sql.raw(SIGNS[filter.op])} ${typed(filter.value)}`
}

export function conditionsOf(table: Table, { filters, q }: Asked): Sql[] {
  const conditions = filters.map((filter) => conditionOf(table, filter))
  if (q === undefined || q.trim() === '') return conditions
  const [words, prefixes] = [wordsOf(table), prefixesOf(q)]
  const found = words && prefixes ? sql`${words} @@ to_tsquery('simple', ${prefixes})` : sql`false`
  return [...conditions, found]
}

export const whereOf = (conditions: Sql[]): Sql => (conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`) // prettier-ignore

/**
 * Rows as texts, in the session's one spelling: a column each, since an array is read letter by letter. No column begins with
 * an underscore: none is meant by these in an order.
 */
type Raw = { _id: number; _at: string | null; [cell: `_${number}`]: string | null }
const textsOf = (columns: Column[]): Sql[] => columns.map((column, i) => sql`${textOf(column)} as ${sql.id(`_${i}`)}`)

/** A collation of the alphabet, where the database has one; by fold where it has none. */
export async function orderingOf(db: Db): Promise<(column: Column) => Sql> {
  const { rows } = await sql`select from pg_collation where collname = 'pl-x-icu'`.execute(db)
  const hasAlphabet = rows.length > 0
  return (column) => {
    if (column.sql !== 'text') return sql.id(column.name)
    return hasAlphabet ? sql`${sql.id(column.name)} collate "pl-x-icu"` : sql`(${sql.id(column.name)} collate "C")`
  }
}
export type Ordering = Awaited<ReturnType<typeof orderingOf>>

/** A longer text fits into no index. */
const INDEXED_CHARS_MAX = 600

/**
 * Indexes by which a published table is filtered, sorted and searched; made after it is public, one at a time, so that
 * nobody waits for them. Those that are there stay.
 */
export async function* indexing({ db }: Database, table: Table, longest: Map<string, number>): AsyncGenerator<string> {
  const { order } = table
  const { rows } = await sql<{ name: string }>`select indexname as name from pg_indexes
    where schemaname = 'opendata' and tablename = ${table.id}`.execute(db)
  const there = new Set(rows.map(({ name }) => name))
  const words = wordsOf(table)
  const wanted: [name: string, on: Sql][] = table.columns.flatMap((column, i) => {
    const name = `${table.id}_${i}`
    if (isShape(column)) return [[name, sql`using gist (${sql.id(column.name)})`] as [string, Sql]]
    if (column.sql === 'text' && (longest.get(column.name) ?? Infinity) > INDEXED_CHARS_MAX) return []
    return [[name, sql`(${order(column)}, ${NUMBER})`] as [string, Sql]]
  })
  if (words) wanted.push([`${table.id}_words`, sql`using gin ((${words}))`])
  for (const [name, on] of wanted) {
    if (there.has(name)) continue
    await sql`create index if not exists ${sql.id(name)} on ${from(table)} ${on}`.execute(db)
    yield name
  }
  // What never changes is tidied once: then the planner knows what stands in it, and rows are counted in an index alone.
  await sql`vacuum (analyze) ${from(table)}`.execute(db)
}

/** One page. Throws `catalog.badFilter`, `catalog.unknownColumn`, `catalog.badCursor`, `catalog.tooSlow`, `catalog.unknown`. */
export async function page({ database, counts }: Needs, table: Table, asked: Asked): Promise<Page> {
  const conditions = conditionsOf(table, asked)
  const columns = asked.fields?.map((name) => columnOf(table, name)) ?? table.columns
  const parts = { asked, columns, conditions, order: table.order }
  const counting = asked.count === 'none' ? undefined : countingOf(database, table, parts)
  return orRefused(async () => {
    const began = performance.now()
    // The embedded database does one thing after the other: the page first.
    if (counting && !database.embedded) counts.beside(counting)
    const found = await reading(database, (db) =>
      asked.distinct ? distinctRows(db, table, parts) : someRows(db, table, parts),
    )
    if (asked.count === 'none') return { columns, ...found }
    if (!counting) return { columns, ...found, total: { count: table.rows, isEstimate: false } }
    const isWaited = asked.count === 'exact' || table.rows <= COUNTED_ROWS_MAX
    const patience_ms = isWaited ? Infinity : performance.now() - began
    return { columns, ...found, total: await counts.total(counting, patience_ms) }
  })
}

type Needs = { database: Database; counts: Counts }
type Parts = { asked: Asked; columns: Column[]; conditions: Sql[]; order: Ordering }

async function distinctRows(db: Db | Tx, table: Table, parts: Parts) {
  const { asked, columns, conditions, order } = parts
  const { limit, offset } = startOf(asked)
  const sorted = asked.sort.filter(({ column }) => columns.some(({ name }) => name === column))
  const names = sql.join(columns.map(({ name }) => sql.id(name)))
  const orders = sorted.map(({ column, descending }) => sql`${order(columnOf(table, column))} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`) // prettier-ignore
  const by = orders.length > 0 ? sql`order by ${sql.join(orders)}` : sql`order by ${names}` // prettier-ignore
  const { rows } = await sql<Raw>`
    select ${sql.join(textsOf(columns))}
    from (select distinct ${names} from ${from(table)} ${whereOf(conditions)}) d
    ${by} limit ${limit + 1} offset ${offset}`.execute(db)
  return ended(rows, parts, { offset: offset + limit })
}

const startOf = ({ after, limit, offset }: Asked) => {
  const cursor = after === undefined ? undefined : cursorOf(after)
  return { limit, offset: cursor && 'offset' in cursor ? cursor.offset : offset, cursor }
}

async function someRows(db: Db | Tx, table: Table, parts: Parts) {
  const { asked, order } = parts
  const { limit, offset, cursor } = startOf(asked)
  const [first, ...others] = asked.sort
  // By one column, or in the order of the file, rows come as they stand in an index, and a page begins after a value.
  if (others.length === 0 && !(cursor && 'offset' in cursor)) return keyedRows(db, table, parts, cursor)
  const orders = asked.sort.map(({ column, descending }) => sql`${order(columnOf(table, column))} ${sql.raw(descending ? 'desc' : 'asc')} nulls last`) // prettier-ignore
  const by = sql.join([...orders, sql`${NUMBER} ${sql.raw(first?.descending ? 'desc' : 'asc')}`])
  const rows = await rowsBy(db, table, parts, { more: [], by, limit: limit + 1, offset })
  return ended(rows, parts, { offset: offset + limit })
}

/** Those that have a value first, then those that have none: each in the order of an index. */
async function keyedRows(db: Db | Tx, table: Table, parts: Parts, cursor?: { id: number; value?: string | null }) {
  const { asked, order } = parts
  const [sort] = asked.sort
  const limit = asked.limit + 1
  // Who begins after a row has passed the others.
  const offset = cursor ? 0 : asked.offset
  if (!sort) {
    const more = cursor ? [sql`${NUMBER} > ${cursor.id}`] : []
    return keyEnded(await rowsBy(db, table, parts, { more, by: sql`${NUMBER}`, limit, offset }), parts)
  }
  const column = columnOf(table, sort.column)
  if (isShape(column)) throw refuse.shapeFilter({ name: column.name })
  const [key, name] = [order(column), sql.id(column.name)]
  const [sign, direction] = sort.descending ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
  const by = sql`${key} ${sql.raw(direction)}, ${NUMBER} ${sql.raw(direction)}`
  const at = textOf(column)
  const isValued = sql`${name} is not null`
  const passed = typeof cursor?.value === 'string' ? [sql`(${key}, ${NUMBER}) ${sql.raw(sign)} (${cursor.value}::text::${sql.raw(column.sql)}, ${cursor.id})`] : [] // prettier-ignore
  const isAmongMissing = cursor?.value === null
  const valued = isAmongMissing
    ? []
    : await rowsBy(db, table, parts, { more: [isValued, ...passed], by, limit, offset, at })
  if (valued.length >= limit) return keyEnded(valued, parts)
  const skipped = valued.length > 0 || offset === 0 ? offset : await countOf(db, table, [...parts.conditions, isValued])
  const missing = await rowsBy(db, table, parts, {
    more: [sql`${name} is null`, ...(isAmongMissing ? [sql`${NUMBER} ${sql.raw(sign)} ${cursor.id}`] : [])],
    ...{ by: sql`${NUMBER} ${sql.raw(direction)}`, at, limit: limit - valued.length, offset: offset - skipped },
  })
  return keyEnded([...valued, ...missing], parts)
}

type Span = { more: Sql[]; by: Sql; limit: number; offset?: number; at?: Sql }

async function rowsBy(db: Db | Tx, table: Table, { columns, conditions }: Parts, span: Span): Promise<Raw[]> {
  const { more, by, limit, offset = 0, at = sql`null::text` } = span
  const { rows } =
    await sql<Raw>`select ${sql.join([NUMBER, ...textsOf(columns), sql`${at} as _at`])} from ${from(table)}
    ${whereOf([...conditions, ...more])} order by ${by} limit ${limit} offset ${offset}`.execute(db)
  return rows
}

function keyEnded(rows: Raw[], parts: Parts) {
  const { limit, sort } = parts.asked
  const last = rows[limit - 1]
  const isMore = rows.length > limit && last !== undefined
  const next = isMore ? cursorText({ id: last._id, ...(sort.length > 0 && { value: last._at }) }) : undefined
  return { rows: shown(rows, parts), ...(next !== undefined && { next }) }
}

function ended(rows: Raw[], parts: Parts, next: Cursor) {
  return { rows: shown(rows, parts), ...(rows.length > parts.asked.limit && { next: cursorText(next) }) }
}

const shown = (rows: Raw[], { asked, columns }: Parts): TextRow[] =>
  rows.slice(0, asked.limit).map((row) => ({
    ...(!asked.distinct && { id: row._id }),
    cells: columns.map((_, i) => row[`_${i}`]!),
  }))

async function countOf(db: Db | Tx, table: Table, conditions: Sql[]): Promise<number> {
  return counted(db, sql`${from(table)} ${whereOf(conditions)}`)
}
async function counted(db: Db | Tx, what: Sql): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${what}`.execute(db)
  return rows[0]!.count
}

/** What it takes to count them all; undefined where all of the table are meant. */
function countingOf(database: Database, table: Table, { asked, columns, conditions }: Parts): Counting | undefined {
  if (conditions.length === 0 && !asked.distinct) return undefined
  const names = sql.join(columns.map(({ name }) => sql.id(name)))
  const what = asked.distinct
    ? sql`(select distinct ${names} from ${from(table)} ${whereOf(conditions)}) d`
    : sql`${from(table)} ${whereOf(conditions)}`
  return {
    key: keyOf(table.id, asked),
    count: () => inTime(database, TIMEOUT_MS, async (tx) => (await ALONE.execute(tx), counted(tx, what))),
    estimate: () => reading(database, (db) => estimated(db, sql`select from ${what}`)),
    ...(asked.estimateFrom !== undefined && { estimateFrom: asked.estimateFrom }),
    isTooMany: database.embedded && table.rows > EMBEDDED_ROWS_MAX,
  }
}

/** How many rows the planner expects. */
async function estimated(db: Db | Tx, query: Sql): Promise<number> {
  type Plan = { 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }
  const { rows } = await sql<Plan>`explain (format json) ${query}`.execute(db)
  return rows[0]!['QUERY PLAN'][0]!.Plan['Plan Rows']
}

/** What is counted for those who do not wait leaves the other processors to those who do. */
const ALONE = sql`set local max_parallel_workers_per_gather = 0`

/** What is one statement needs no transaction, where there is a reader. */
const reading = <T>(database: Database, work: (db: Db | Tx) => Promise<T>): Promise<T> =>
  database.reader ? work(database.reader) : inTime(database, TIMEOUT_MS, work)

/** Only reads, and no longer than that; the embedded database can be told, but interrupts nothing. */
export function inTime<T>({ db }: Database, ms: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Compiling a query before it is run often takes longer than the answer.
      await sql`select set_config('statement_timeout', ${sql.lit(String(Math.ceil(ms)))}, true),
        set_config('timezone', 'UTC', true), set_config('jit', 'off', true)`.execute(tx)
      return work(tx)
    })
}

export const CANCELLED = '57014'
const NO_TABLE = '42P01'

export async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    if (code === CANCELLED) throw refuse.tooSlow({ seconds: TIMEOUT_MS / 1000 })
    // Taken back between the question and its answer.
    if (code === NO_TABLE) throw refuse.unknown()
    if (/^22/.test(code)) throw refuse.badFilter({ reason: message })
    throw error
  }
}
