/** What is known of counters, and the days on which they fell. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

/** What a file says of its counters holds from then on. In one order, so that two files do not wait for each other. */
export async function putDigits(tx: Tx, ids: readonly string[], digits: number, at: Date): Promise<void> {
  await sql`insert into infrastructure_meters as m (entity_id, digits, at)
    select id, ${digits}, ${at} from unnest(${ids.toSorted()}::text[]) as n (id)
    on conflict (entity_id) do update set digits = excluded.digits, at = excluded.at
    where m.digits <> excluded.digits`.execute(tx)
}

export async function digitsOf(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; digits: number }>`select entity_id as id, digits from infrastructure_meters
    where entity_id = any(${ids}::text[])`.execute(db)
  return new Map(rows.map(({ id, digits }) => [id, digits]))
}

/** A day on which the register fell: between `from`, when it still showed `before`, and `to`, when it showed `after`. */
export type Fall = { from: Date; to: Date; before: number; after: number }

/** Of all days, however many readings there are, the newest `most` on which a register fell; the newest first. */
export async function falls(db: Db, seriesId: number, most: number): Promise<Fall[]> {
  const { rows } = await sql<Fall>`select coalesce(before_at, start) as "from", last_at as "to",
      case when min < before then before else max end as before, case when min < before then min else last end as after
    from (select start, min, max, last, last_at, lag(last) over by_time as before, lag(last_at) over by_time as before_at
      from infrastructure_rollups where series_id = ${seriesId} and grain = 'day'
      window by_time as (order by start)) as days
    where min < before or max > last order by start desc limit ${most}`.execute(db)
  return rows
}
