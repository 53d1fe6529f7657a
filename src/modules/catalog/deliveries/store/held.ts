/**
 * The tables of rows, each named by its delivery: in the schema `held` behind the gate, in `opendata` when published, where
 * a view of the distribution's name shows the newest. Nobody else reads `held`.
 */
import { sql } from 'kysely'
import type { Database, Db, Tx, TextRows } from '#platform/db'
import { loadTable } from '#platform/db'
import type { Column, Content } from '../types.ts'

/** A longer text fits into no index. */
const INDEXED_CHARS_MAX = 600
/** Publishing waits so long for those who read the view of the version before. */
const LOCK_TIMEOUT_MS = 5_000
const KEY: Column = { name: '_id', type: 'integer', sql: 'bigint' }

const table = (schema: 'held' | 'opendata', id: string) => sql`${sql.id(schema, id)}`

/** Makes the delivery's table anew and fills it; each row begins with its number. */
export function fill(
  database: Database,
  id: string,
  columns: Column[],
  rows: AsyncIterable<TextRows>,
): Promise<number> {
  const types = [KEY, ...columns].map(({ name, sql }) => ({ name, type: sql }))
  return loadTable(database, { schema: 'held', name: id, columns: types }, rows)
}

/** The table's own key, and that of the data. */
export async function addKeys(db: Db, id: string, { key }: Content): Promise<void> {
  await sql`alter table ${table('held', id)} add primary key (${sql.id(KEY.name)})`.execute(db)
  if (key.length > 0) await sql`create index on ${table('held', id)} (${columnsOf(key)})`.execute(db)
  await sql`analyze ${table('held', id)}`.execute(db)
}

const columnsOf = (names: string[]) => sql.join(names.map((name) => sql.id(name)))

export async function drop(db: Db | Tx, id: string): Promise<void> {
  await sql`drop table if exists ${table('held', id)}`.execute(db)
}

/** In front of the gate, at once and all of it; the view shows it from then on. */
export async function publish(tx: Tx, id: string, distributionId: string): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT_MS)}`.execute(tx)
  await sql`alter table ${table('held', id)} set schema opendata`.execute(tx)
  await show(tx, distributionId, id)
}

/** Back behind the gate; the view shows `newest`, or is gone. */
export async function retract(tx: Tx, ids: string[], distributionId: string, newest?: string): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(LOCK_TIMEOUT_MS)}`.execute(tx)
  await show(tx, distributionId, newest)
  for (const id of ids) await sql`alter table ${table('opendata', id)} set schema held`.execute(tx)
}

async function show(tx: Tx, distributionId: string, id: string | undefined): Promise<void> {
  await sql`drop view if exists ${table('opendata', distributionId)}`.execute(tx)
  if (id === undefined) return
  await sql`create view ${table('opendata', distributionId)} as select * from ${table('opendata', id)}`.execute(tx)
}

/** Rows as they would go out, for those who decide. `after`: the number of the row that the page before ended with. */
export async function preview(db: Db, id: string, columns: Column[], limit: number, after = 0) {
  const texts = columns.map(({ name, sql: type }) =>
    type.startsWith('geometry') ? sql`ST_AsGeoJSON(${sql.id(name)})` : sql`${sql.id(name)}::text`,
  )
  const { rows } = await sql<{ line: number; cells: (string | null)[] }>`
    select ${sql.id(KEY.name)} as line, array[${sql.join(texts)}]::text[] as cells from ${table('held', id)}
    where ${sql.id(KEY.name)} > ${after} order by ${sql.id(KEY.name)} limit ${limit}`.execute(db)
  return rows
}

/** Tables behind the gate by name, to find those that belong to no delivery. */
export async function names(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    where c.relnamespace = 'held'::regnamespace and c.relkind = 'r'`.execute(db)
  return rows.map(({ name }) => name)
}

export const isIndexable = (type: string, longest: number): boolean =>
  !type.startsWith('geometry') && (type !== 'text' || longest <= INDEXED_CHARS_MAX)
