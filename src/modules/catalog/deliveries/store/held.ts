/**
 * The tables of rows, each named by its delivery: in the schema `held` behind the gate, in `opendata` when published, where
 * a view of the distribution's name shows the newest. Nobody else reads `held`.
 */
import { sql } from 'kysely'
import type { CopyRows, CopyText } from '#platform/copy'
import { loadTable, type Database, type Db, type Tx } from '#platform/db'
import type { Column, ColumnStatistics, Content } from '../types.ts'

/** Publishing waits so long for those who read the view of the version before. */
const LOCK_TIMEOUT_MS = 5_000
/** The number of a row, from 1, in every table. */
const NUMBER = '_id'

const table = (schema: 'held' | 'opendata', id: string) => sql`${sql.id(schema, id)}`

/** Makes the delivery's table anew and fills it; each row begins with its number. `onText` is told what is written. */
export function fill(
  database: Database,
  id: string,
  columns: Column[],
  rows: AsyncIterable<CopyRows>,
  onText: (text: CopyText) => Promise<void>,
): Promise<number> {
  const types = columns.map(({ name, sql }) => ({ name, type: sql }))
  return loadTable(database, { schema: 'held', name: id, columns: types, numbered: NUMBER, onText }, rows)
}

const TOP = 20

/** What stands in a column that is not as the file had it. */
export async function statistics(db: Db, id: string, { name, type, sql: kind }: Column): Promise<ColumnStatistics> {
  const [from, column] = [table('held', id), sql.id(name)]
  const hasOrder = !kind.startsWith('geometry') && kind !== 'boolean'
  type Found = {
    count: number
    missing: number
    distinct: number
    longest: number | null
    min: string | null
    max: string | null
  }
  const bounds = hasOrder
    ? sql`min(${column})::text as min, max(${column})::text as max`
    : sql`null as min, null as max`
  const { rows } = await sql<Found>`select count(${column}) as count, count(*) - count(${column}) as missing,
    count(distinct ${column}::text) as distinct, max(length(${column}::text)) as longest, ${bounds} from ${from}`.execute(
    db,
  )
  const { rows: values } = await sql<{
    value: string
    count: number
  }>`select ${column}::text as value, count(*) as count
    from ${from} where ${column} is not null group by 1 order by 2 desc, 1 limit ${TOP}`.execute(db)
  const { count, missing, distinct, longest, min, max } = rows[0]!
  return {
    ...{ name, type, count, missing, distinct: { count: distinct, isEstimate: false } },
    ...(min !== null && { min }),
    ...(max !== null && { max }),
    longest: longest ?? 0,
    top: { values, isPartial: distinct > TOP },
  }
}

/** The table's own key, and that of the data. */
export async function addKeys(db: Db, id: string, { key }: Content): Promise<void> {
  await sql`alter table ${table('held', id)} add primary key (${sql.id(NUMBER)})`.execute(db)
  if (key.length > 0) await sql`create index on ${table('held', id)} (${columnsOf(key)})`.execute(db)
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

/** The columns of a table that is read, and how many rows it has. */
export async function shapeOf(db: Db, id: string): Promise<{ columns: Column[]; rows: number }> {
  const { rows } = await sql<{ columns: Column[]; rows: number }>`select content -> 'columns' as columns, rows
    from catalog_deliveries where id = ${id} and content is not null`.execute(db)
  return rows[0] ?? { columns: [], rows: 0 }
}

/** Rows as they would go out, for those who decide. `after`: the number of the row that the page before ended with. */
export async function preview(db: Db, id: string, columns: Column[], limit: number, after = 0) {
  const texts = columns.map(({ name, sql: type }) =>
    type.startsWith('geometry') ? sql`ST_AsGeoJSON(${sql.id(name)})` : sql`${sql.id(name)}::text`,
  )
  const { rows } = await sql<{ line: number; cells: (string | null)[] }>`
    select ${sql.id(NUMBER)} as line, array[${sql.join(texts)}]::text[] as cells from ${table('held', id)}
    where ${sql.id(NUMBER)} > ${after} order by ${sql.id(NUMBER)} limit ${limit}`.execute(db)
  return rows
}
