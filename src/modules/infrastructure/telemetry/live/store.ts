/** The change feed: which things have settled, read once for all who watch. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type PulseRow = { seq: number; entity_ids: string[] }

export async function pulsesAfter(db: Db, seq: number, most: number): Promise<PulseRow[]> {
  const { rows } = await sql<PulseRow>`select seq::int8 as seq, entity_ids from infrastructure_pulses
    where seq > ${seq} order by seq limit ${most}`.execute(db)
  return rows.map(({ seq, entity_ids }) => ({ seq: Number(seq), entity_ids }))
}

/** What counters have counted since a moment, each from its last reading before it; one that fell back counts for nothing. */
export async function countedSince(
  db: Db,
  series: readonly { entityId: string; attribute: string }[],
  since: Date,
): Promise<{ sum: number; count: number }> {
  // prettier-ignore
  const { rows } = await sql<{ sum: number | null; count: number }>`
    select sum(last.value - first.value) as sum, count(*)::int as count
    from unnest(${series.map(({ entityId }) => entityId)}::text[], ${series.map(({ attribute }) => attribute)}::text[]) as n (entity_id, attribute)
    join infrastructure_series s on s.entity_id = n.entity_id and s.attribute = n.attribute and s.dataset_id = ''
    cross join lateral (select value from infrastructure_readings r where r.series_id = s.id and r.observed_at >= ${since}
      order by r.observed_at desc limit 1) last
    cross join lateral (select value from (
      (select value, 0 as rank from infrastructure_readings r where r.series_id = s.id and r.observed_at < ${since}
        and r.observed_at > ${since}::timestamptz - interval '2 hours' order by r.observed_at desc limit 1)
      union all
      (select value, 1 from infrastructure_readings r where r.series_id = s.id and r.observed_at >= ${since}
        order by r.observed_at limit 1)) either order by rank limit 1) first
    where last.value >= first.value`.execute(db)
  return { sum: rows[0]?.sum ?? 0, count: rows[0]?.count ?? 0 }
}

/** The instant at which the city's day began. */
export async function dayBegan(db: Db, now: Date, timezone: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select date_trunc('day', ${now}::timestamptz at time zone ${timezone}) at time zone ${timezone} as at`.execute(db)
  return rows[0]!.at
}

/** The first and the last that are kept; zeros where there are none. */
export async function pulsesKept(db: Db): Promise<{ first: number; last: number }> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(seq)::int8 as first, max(seq)::int8 as last from infrastructure_pulses`.execute(db)
  return { first: Number(rows[0]?.first ?? 0), last: Number(rows[0]?.last ?? 0) }
}
