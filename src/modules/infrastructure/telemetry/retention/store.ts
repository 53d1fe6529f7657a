/** The tables of retention and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Hold, Retention } from './types.ts'

export async function list(db: Db): Promise<Retention[]> {
  const { rows } = await sql<Required<Retention>>`select type, attribute, days, at from infrastructure_retention
    order by type, attribute`.execute(db)
  return rows.map(({ attribute, ...row }) => ({ ...row, ...(attribute && { attribute }) }))
}

type Act = { at: Date; by: string; entryId: string }

export async function put(tx: Tx, { type, attribute = '', days }: Omit<Retention, 'at'>, act: Act): Promise<void> {
  await sql`insert into infrastructure_retention (type, attribute, days, at, by, entry_id)
    values (${type}, ${attribute}, ${days}, ${act.at}, ${act.by}, ${act.entryId})
    on conflict (type, attribute) do update set days = excluded.days, at = excluded.at, by = excluded.by,
      entry_id = excluded.entry_id`.execute(tx)
}

/** False where nothing was said of it. */
export async function remove(tx: Tx, type: string, attribute = ''): Promise<boolean> {
  const { numAffectedRows } =
    await sql`delete from infrastructure_retention where type = ${type} and attribute = ${attribute}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

export async function addHold(tx: Tx, { of, from, to, subject }: Hold): Promise<void> {
  await sql`insert into infrastructure_holds (series_id, subject, from_at, to_at)
    select distinct s.id, ${subject}, ${from}::timestamptz, coalesce(${to ?? null}::timestamptz, 'infinity')
    from unnest(${of.map(({ entityId }) => entityId)}::text[], ${of.map(({ attribute }) => attribute)}::text[])
      as k (entity_id, attribute)
    join infrastructure_series s on s.entity_id = k.entity_id
      and (s.attribute = k.attribute or regexp_replace(s.attribute, '^.*[/#]', '') = k.attribute)
    on conflict do nothing`.execute(tx)
}

export type Due = { seriesId: number; before: Date }

/**
 * The series that have readings older than their kind is kept. What is said of an attribute goes before what is said of the
 * type; of a thing of several types the longest time holds.
 */
export async function due(db: Db, midnight: Date): Promise<Due[]> {
  const { rows } =
    await sql<Due>`select series_id as "seriesId", ${midnight}::timestamptz - make_interval(days => max(days)) as before
    from (select distinct on (s.id, t.type) s.id as series_id, s.cleared_before, t.days
      from infrastructure_series s join infrastructure_entities e on e.id = s.entity_id
      join infrastructure_retention t on t.type = any(e.types) and t.attribute in ('', s.attribute)
      order by s.id, t.type, t.attribute desc) rules
    group by series_id
    having exists (select from infrastructure_readings r
      where r.series_id = rules.series_id and r.observed_at < ${midnight}::timestamptz - make_interval(days => max(days)))
    order by series_id`.execute(db)
  return rows
}

/**
 * Clears one series of what is older, and closes that time; what a hold keeps stays. Waits for nobody: undefined where
 * something of it is still to be rolled up, and another night will do.
 */
export async function clear(tx: Tx, { seriesId, before }: Due): Promise<number | undefined> {
  const { rows } = await sql<{ free: boolean }>`select not exists (select from infrastructure_dirty
      where series_id = ${seriesId}) as free
    from infrastructure_series where id = ${seriesId} for no key update skip locked`.execute(tx)
  if (!rows[0]?.free) return undefined
  await sql`update infrastructure_series set cleared_before = greatest(cleared_before, ${before}::timestamptz)
    where id = ${seriesId}`.execute(tx)
  const { numAffectedRows } = await sql`delete from infrastructure_readings r
    where r.series_id = ${seriesId} and r.observed_at < ${before} and not exists (select from infrastructure_holds h
      where h.series_id = r.series_id and r.observed_at >= h.from_at and r.observed_at < h.to_at)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Gives back the room of what is gone; the embedded database does it for nobody. */
export const clearUp = (db: Db) => sql`vacuum infrastructure_readings`.execute(db)
