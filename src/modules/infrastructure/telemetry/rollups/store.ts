/** The rollups' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Past, Period, Series, Summary } from '../readings/index.ts'
import { GRAINS, type Grain, type Mark, type Rollup } from './types.ts'

export async function isAnyDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`select exists (select from infrastructure_dirty
    where due is null or due <= ${now}) as due`.execute(db)
  return rows[0]!.due
}

/** Takes marks away, as many as `most`, and none that another process is at. */
export async function takeMarks(tx: Tx, now: Date, most: number): Promise<Mark[]> {
  const { rows } = await sql<Mark>`delete from infrastructure_dirty where ctid = any(array(
      select ctid from infrastructure_dirty where due is null or due <= ${now} limit ${most} for update skip locked))
    returning series_id as "seriesId", first_at as "firstAt", last_at as "lastAt", tries`.execute(tx)
  return rows
}

/** Marks that are looked at again at `due`. */
export const putBack = (tx: Tx, marks: readonly (Mark & { due: Date })[]): Promise<number> =>
  insertMany(tx, 'infrastructure_dirty', [
    { name: 'series_id', type: 'bigint', values: marks.map(({ seriesId }) => seriesId) },
    { name: 'first_at', type: 'timestamptz', values: marks.map(({ firstAt }) => firstAt) },
    { name: 'last_at', type: 'timestamptz', values: marks.map(({ lastAt }) => lastAt) },
    { name: 'tries', type: 'smallint', values: marks.map(({ tries }) => tries) },
    { name: 'due', type: 'timestamptz', values: marks.map(({ due }) => due) },
  ])

/** What the marks left behind; the embedded database clears it away for nobody. */
export const clearUp = (db: Db) => sql`vacuum infrastructure_dirty`.execute(db)

/** One process at a time computes a series: of two the later would else write what it had read earlier. */
export async function lockSeries(tx: Tx, ids: readonly number[]): Promise<Series[]> {
  const { rows } = await sql<Series & { datasetId: string }>`select id, entity_id as "entityId", attribute,
      dataset_id as "datasetId" from infrastructure_series where id = any(${ids}::bigint[]) order by id
    for no key update`.execute(tx)
  return rows.map(({ datasetId, ...series }) => ({ ...series, ...(datasetId && { datasetId }) }))
}

/** What is greater is no quantity of anything, and sums of it would be too great to be kept. */
const SIZE_MAX = 1e100

const NUMBERS = sql`count(*)::int as count, min(r.value), max(r.value), avg(r.value) as mean, sum(r.value),
  (array_agg(r.value order by r.observed_at desc))[1] as last, max(r.observed_at) as last_at
  from infrastructure_readings r where r.series_id = k.series_id and abs(r.value) < ${SIZE_MAX}
    and r.observed_at >= k.start and r.observed_at < k.start + interval '15 minutes'
    and not exists (select from infrastructure_exclusions x where x.series_id = r.series_id
      and r.observed_at >= x.from_at and r.observed_at < x.to_at)`

const BELOW = (below: Grain) => sql`sum(r.count)::int as count, min(r.min), max(r.max),
  sum(r.sum) / nullif(sum(r.count), 0) as mean, sum(r.sum),
  (array_agg(r.last order by r.last_at desc))[1] as last, max(r.last_at) as last_at
  from infrastructure_rollups r where r.series_id = k.series_id and r.grain = ${below}
    and r.start >= k.start and r.start < k.until`

/** Where the periods of that grain begin and end in which these quarter hours lie. */
const startOf = (grain: Grain, at: RawBuilder<unknown>, timezone: string) =>
  grain === 'quarter' ? sql`date_bin('15 minutes', ${at}, 'epoch')` : sql`date_trunc(${grain}, ${at}, ${timezone})`
const endOf = (grain: Grain, start: RawBuilder<unknown>, timezone: string) =>
  sql`(${start} at time zone ${timezone} + ${`1 ${grain}`}::interval) at time zone ${timezone}`

/**
 * Computes anew what these quarter hours, and the periods around them, are put together of: each from what lies below. Where
 * readings were let go, a quarter hour of which fewer are left than it was made of stays as it was.
 */
export async function recompute(
  tx: Tx,
  quarters: readonly { seriesId: number; start: Date }[],
  timezone: string,
): Promise<void> {
  const marked = sql`unnest(${quarters.map(({ seriesId }) => seriesId)}::bigint[],
    ${quarters.map(({ start }) => start)}::timestamptz[]) as m (series_id, start)`
  for (const [i, grain] of GRAINS.entries()) {
    const keys =
      i === 0
        ? sql`select m.series_id, m.start, m.start < s.cleared_before as cleared
            from ${marked} join infrastructure_series s on s.id = m.series_id`
        : sql`select series_id, start, ${grain === 'hour' ? sql`start + interval '1 hour'` : endOf(grain, sql`start`, timezone)} as until,
              false as cleared from (select distinct m.series_id, ${startOf(grain, sql`m.start`, timezone)} as start from ${marked}) periods`
    await sql`with put as materialized (
        select k.series_id, k.start, made.* from (${keys}) k
        cross join lateral (select ${i === 0 ? NUMBERS : BELOW(GRAINS[i - 1]!)}) made
        where k.cleared is not true or made.count >= coalesce((select o.count from infrastructure_rollups o
          where o.series_id = k.series_id and o.grain = 'quarter' and o.start = k.start), 0)),
      gone as (delete from infrastructure_rollups r using put where coalesce(put.count, 0) = 0
        and r.series_id = put.series_id and r.grain = ${grain} and r.start = put.start)
      insert into infrastructure_rollups as old (series_id, grain, start, count, min, max, mean, sum, last, last_at)
      select series_id, ${grain}, start, count, min, max, mean, sum, last, last_at from put where count > 0
        order by series_id, start
      on conflict (series_id, grain, start) do update set count = excluded.count, min = excluded.min, max = excluded.max,
        mean = excluded.mean, sum = excluded.sum, last = excluded.last, last_at = excluded.last_at
      where (old.count, old.min, old.max, old.mean, old.sum, old.last, old.last_at) is distinct from
        (excluded.count, excluded.min, excluded.max, excluded.mean, excluded.sum, excluded.last, excluded.last_at)`.execute(
      tx,
    )
  }
}

/** By series and time: the periods that lie in the range, also where only their end does. */
export async function rollups(
  db: Db,
  seriesIds: readonly number[],
  { grain, timezone }: { grain: Grain; timezone: string },
  { from, to }: { from?: Date; to?: Date },
  most: number,
): Promise<Rollup[]> {
  const { rows } = await sql<Rollup>`select series_id as "seriesId", start, count, min, max, mean, sum, last,
      last_at as "lastAt"
    from infrastructure_rollups where series_id = any(${seriesIds}::bigint[]) and grain = ${grain}
      and start >= coalesce(${startOf(grain, sql`${from ?? null}::timestamptz`, timezone)}, '-infinity')
      and start < coalesce(${to ?? null}::timestamptz, 'infinity')
    order by series_id, start limit ${most}`.execute(db)
  return rows
}

export async function count(db: Db, seriesId: number, { from, to }: { from: Date; to: Date }): Promise<number> {
  const { rows } = await sql<{ count: number }>`select coalesce(sum(count), 0)::int as count from infrastructure_rollups
    where series_id = ${seriesId} and grain = 'quarter' and start >= ${from} and start < ${to}`.execute(db)
  return rows[0]!.count
}

/** What `work` did is undone where it throws, and nothing else. */
export async function undoable(tx: Tx, work: () => Promise<void>): Promise<void> {
  await sql`savepoint undoable`.execute(tx)
  try {
    await work()
  } catch (error) {
    // Where the database is away there is nothing left to undo.
    await sql`rollback to savepoint undoable`.execute(tx).catch(() => {})
    throw error
  }
  await sql`release savepoint undoable`.execute(tx)
}

export async function addPulse(tx: Tx, at: Date, entityIds: readonly string[]): Promise<void> {
  await sql`insert into infrastructure_pulses (at, entity_ids) values (${at}, ${entityIds}::text[])`.execute(tx)
}

export async function forgetPulses(db: Db, before: Date): Promise<void> {
  await sql`delete from infrastructure_pulses where at < ${before}`.execute(db)
}

export type Pulsed = { seq: number; at: Date; entityIds: string[] }

export async function pulsesSince(db: Db, at: Date, seen: readonly number[]): Promise<Pulsed[]> {
  const { rows } = await sql<Pulsed>`select seq, at, entity_ids as "entityIds" from infrastructure_pulses
    where at >= ${at} and seq <> all(${seen}::bigint[]) order by seq`.execute(db)
  return rows
}

/**
 * As the readings' own summaries, where the periods are made of whole quarter hours or hours; undefined while something of
 * these series waits to be rolled up, or where a person left something out of the rollups.
 */
export async function summaries(
  db: Db,
  { entityIds, ...past }: Past,
  { count, origin }: Period,
  grain: Grain,
  most: number,
): Promise<Summary[] | undefined> {
  const [attributes, datasetIds] = [past.attributes ?? null, past.datasetIds ?? null]
  const [after, before] = [past.after ?? null, past.before ?? null]
  const asked = sql`s.entity_id = any(${entityIds}::text[])
    and (${attributes}::text[] is null or s.attribute = any(${attributes}::text[]))
    and (${datasetIds}::text[] is null or s.dataset_id = any(${datasetIds}::text[]))`
  type Row = Omit<Series, 'datasetId' | 'unitCode'> & { datasetId: string; unitCode: string | null } & Summary['of']
  const { rows } = await sql<Row>`select s.id, s.entity_id as "entityId", s.attribute, s.dataset_id as "datasetId",
      s.unit_code as "unitCode", r.*
    from infrastructure_series s cross join lateral (
      select date_bin(make_interval(secs => ${count}::double precision), r.start, ${origin}::timestamptz) as start,
        sum(r.count)::int as "totalCount", sum(r.sum) as sum, sum(r.sum) / sum(r.count) as avg, min(r.min) as min,
        max(r.max) as max
      from infrastructure_rollups r where r.series_id = s.id and r.grain = ${grain}
        and r.start >= coalesce(${after}::timestamptz, '-infinity') and r.start < coalesce(${before}::timestamptz, 'infinity')
      group by 1 order by 1 desc limit ${most}) r
    where ${asked} and not exists (select from infrastructure_dirty d join infrastructure_series s on s.id = d.series_id
      where ${asked})
    and not exists (select from infrastructure_exclusions x join infrastructure_series s on s.id = x.series_id
      where ${asked})
    order by s.entity_id, s.attribute, s.dataset_id, r.start`.execute(db)
  return rows.length === 0
    ? undefined
    : rows.map(({ id, entityId, attribute, datasetId, unitCode, ...of }) => ({
        series: { id, entityId, attribute, ...(datasetId && { datasetId }), ...(unitCode !== null && { unitCode }) },
        of,
      }))
}
