/** The newest of what was read, of many series at once. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type Newest = { entityId: string; attribute: string; observedAt: Date; value: number | null; content: object | null } // prettier-ignore

/** Of each of these the newest `most` later than its time and not later than `until`. Datasets that have a name are left out. */
export async function after(
  db: Db | Tx,
  of: readonly { entityId: string; attribute: string; after: string }[],
  until: Date,
  most: number,
): Promise<Newest[]> {
  const { rows } =
    await sql<Newest>`select s.entity_id as "entityId", s.attribute, r.observed_at as "observedAt", r.value, r.content
    from unnest(${of.map(({ entityId }) => entityId)}::text[], ${of.map(({ attribute }) => attribute)}::text[],
      ${of.map((one) => one.after)}::timestamptz[]) as n (entity_id, attribute, after)
    join infrastructure_series s on s.entity_id = n.entity_id and s.attribute = n.attribute and s.dataset_id = ''
    cross join lateral (select observed_at, value, content from infrastructure_readings
      where series_id = s.id and observed_at > n.after and observed_at <= ${until}
      order by observed_at desc limit ${most}) r
    order by s.entity_id, r.observed_at`.execute(db)
  return rows
}

/** The things of which such an attribute was read. */
export async function readAt(db: Db | Tx, attribute: string): Promise<string[]> {
  const { rows } = await sql<{ entity_id: string }>`select entity_id from infrastructure_series
    where attribute = ${attribute} and dataset_id = '' order by entity_id`.execute(db)
  return rows.map(({ entity_id }) => entity_id)
}
