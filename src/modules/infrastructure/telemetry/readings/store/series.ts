/** The readings' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { arrayLiteral, insertMany, type Db, type Tx } from '#platform/db'
import { monthAfter } from '../rules.ts'
import type { Point, Range, Series } from '../types.ts'

export type SeriesKey = {
  entityId: string
  attribute: string
  datasetId?: string
  unitCode?: string
  isNumber: boolean
}
export type Row = { seriesId: number; observedAt: string; value: number | null; content: object | null }

/**
 * The series of these keys, made where they are new. `lasting` are those that stand whatever becomes of this
 * transaction: they were committed before any that runs now.
 */
export async function series(tx: Tx, keys: SeriesKey[]): Promise<(Series & { lasting: boolean })[]> {
  const columns = [
    { name: 'entity_id', type: 'text', values: keys.map(({ entityId }) => entityId) },
    { name: 'attribute', type: 'text', values: keys.map(({ attribute }) => attribute) },
    { name: 'dataset_id', type: 'text', values: keys.map(({ datasetId }) => datasetId ?? '') },
    { name: 'unit_code', type: 'text', values: keys.map(({ unitCode }) => unitCode) },
    { name: 'kind', type: 'text', values: keys.map(({ isNumber }) => (isNumber ? 'number' : 'other')) },
  ]
  const found = await find(tx, keys)
  if (found.length === keys.length) return found
  const known = new Set(found.map((one) => `${one.entityId}\n${one.attribute}\n${one.datasetId ?? ''}`))
  const missing = keys.map((one) => !known.has(`${one.entityId}\n${one.attribute}\n${one.datasetId ?? ''}`))
  const fresh = columns.map((column) => ({ ...column, values: column.values.filter((_, i) => missing[i]) }))
  await insertMany(tx, 'infrastructure_series', fresh, '(entity_id, attribute, dataset_id) do nothing')
  return find(tx, keys)
}

type SeriesRow = { id: number; entity_id: string; attribute: string; dataset_id: string; unit_code: string | null }

async function find(tx: Tx, keys: SeriesKey[]): Promise<(Series & { lasting: boolean })[]> {
  const { rows } = await sql<SeriesRow & { lasting: boolean }>`
    select s.id, s.entity_id, s.attribute, s.dataset_id, s.unit_code,
      age(s.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid) as lasting
    from unnest(${keys.map(({ entityId }) => entityId)}::text[], ${keys.map(({ attribute }) => attribute)}::text[],
      ${keys.map(({ datasetId }) => datasetId ?? '')}::text[]) as k (entity_id, attribute, dataset_id)
    join infrastructure_series s using (entity_id, attribute, dataset_id)`.execute(tx)
  return rows.map((row) => ({ ...seriesOf(row), lasting: row.lasting }))
}

const seriesOf = (row: SeriesRow): Series => ({
  ...{ id: row.id, entityId: row.entity_id, attribute: row.attribute },
  ...{ datasetId: row.dataset_id || undefined, unitCode: row.unit_code ?? undefined },
})

/** The months that have their table for good: they were committed before any transaction that runs now. */
export async function lastingMonths(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'infrastructure_readings'::regclass
      and age(i.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)`.execute(db)
  return rows.map(({ name }) => name.slice(-7).replace('_', '-'))
}

/** Makes the month's table, without standing in the way of those who write into other months. */
export async function addMonth(tx: Tx, month: string): Promise<void> {
  const name = `infrastructure_readings_${month.replace('-', '_')}`
  await sql`select pg_advisory_xact_lock(hashtext('infrastructure_readings'))`.execute(tx)
  const { rows } = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(tx)
  if (rows[0]!.there) return
  await sql.raw(`create table ${name} (like infrastructure_readings including all)`).execute(tx)
  await sql
    .raw(
      `alter table infrastructure_readings attach partition ${name}
      for values from ('${month}-01T00:00:00Z') to ('${monthAfter(month)}-01T00:00:00Z')`,
    )
    .execute(tx)
}

/** How many were new, or other than what had been read before at that instant; their quarter hours are marked. */
export async function addReadings(tx: Tx, rows: Row[], receivedAt: Date): Promise<number> {
  const columns = [
    sql`${arrayLiteral(rows.map(({ seriesId }) => seriesId))}::bigint[]`,
    sql`${arrayLiteral(rows.map(({ observedAt }) => observedAt))}::timestamptz[]`,
    sql`${arrayLiteral(rows.map(({ value }) => value))}::double precision[]`,
    sql`${arrayLiteral(rows.map(({ content }) => content))}::jsonb[]`,
  ]
  const stored = sql`insert into infrastructure_readings (series_id, observed_at, value, content, received_at)
    select *, ${receivedAt}::timestamptz from unnest(${sql.join(columns)})
    on conflict (series_id, observed_at) do update set value = excluded.value, content = excluded.content,
      received_at = excluded.received_at
    where (infrastructure_readings.value, infrastructure_readings.content)
      is distinct from (excluded.value, excluded.content)
    returning series_id, observed_at`
  return marked(tx, stored)
}

/** Makes the change, and marks the quarter hours of what it returns as to be rolled up. How many readings it was. */
export async function marked(tx: Tx, change: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`with changed as (${change}),
    marks as (insert into infrastructure_dirty (series_id, first_at, last_at)
      select series_id, min(observed_at), max(observed_at) from changed
      group by series_id, date_bin('15 minutes', observed_at, 'epoch'))
    select count(*)::int as count from changed`.execute(tx)
  return rows[0]!.count
}

export async function seriesOfEntity(db: Db, entityId: string): Promise<Series[]> {
  const { rows } = await sql<SeriesRow>`select id, entity_id, attribute, dataset_id, unit_code
    from infrastructure_series where entity_id = ${entityId} order by attribute, dataset_id`.execute(db)
  return rows.map(seriesOf)
}

/** Newest first. */
export async function points(db: Db, seriesId: number, { from, to }: Range, most: number): Promise<Point[]> {
  const { rows } = await sql<Point>`select series_id as "seriesId", observed_at as "observedAt", value, content,
      received_at as "receivedAt"
    from infrastructure_readings where series_id = ${seriesId}
      and observed_at >= coalesce(${from ?? null}::timestamptz, '-infinity')
      and observed_at < coalesce(${to ?? null}::timestamptz, 'infinity')
    order by observed_at desc limit ${most}`.execute(db)
  return rows
}
