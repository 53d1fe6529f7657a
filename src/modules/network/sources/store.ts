/** The tables of sources and what they claim, and every query on them. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Failure } from '../peers/types.ts'
import type { Claim, Claimed, Source, SourceDraft } from './types.ts'

type Asked = Db | Tx
type Row = { id: string; draft: SourceDraft; addedAt: Date; by: string; nextAt: Date; goodAt: Date | null; failures: number; failure: Failure | null; claims: number } // prettier-ignore
const COLUMNS = sql`id, draft, added_at as "addedAt", by, next_at as "nextAt", good_at as "goodAt", failures, failure,
  (select count(*) from network_claims c where c.source = s.id) as claims from network_sources s where ended_at is null`
const sourceOf = ({ draft, goodAt, failure, ...row }: Row): Source => ({ ...row, ...draft, goodAt: goodAt ?? undefined, failure: failure ?? undefined }) // prettier-ignore

export async function all(db: Asked): Promise<Source[]> {
  return (await sql<Row>`select ${COLUMNS} order by added_at desc`.execute(db)).rows.map(sourceOf)
}
export async function find(db: Asked, id: string): Promise<Source | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} and id = ${id}`.execute(db)
  return rows[0] && sourceOf(rows[0])
}
export async function add(tx: Tx, { id, draft, at, by, entryId }: { id: string; draft: SourceDraft; at: Date; by: string; entryId: string }): Promise<void> {
  await sql`insert into network_sources (id, indicator, draft, added_at, by, entry_id, next_at)
    values (${id}, ${draft.indicator}, ${JSON.stringify(draft)}::jsonb, ${at}, ${by}, ${entryId}, ${at})`.execute(tx)
} // prettier-ignore
/** False where there is none. */
export async function end(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await sql`update network_sources set ended_at = ${at} where id = ${id} and ended_at is null`.execute(tx)).numAffectedRows === 1n // prettier-ignore
}
export async function due(db: Asked, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from network_sources where ended_at is null and next_at <= ${now}
    order by next_at limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
export async function good(tx: Tx, id: string, claims: readonly Claim[], { at, nextAt }: { at: Date; nextAt: Date }): Promise<void> {
  // What is no longer there is no longer claimed; what is there unchanged came when it came first.
  await sql`delete from network_claims where source = ${id} and period <> all(${claims.map(({ period }) => period)}::text[])`.execute(tx)
  await sql`insert into network_claims as c (source, period, value, status, at)
    select ${id}::uuid, period, value, status, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as g (period text, value double precision, status text)
    on conflict (source, period) do update set value = excluded.value, status = excluded.status, at = excluded.at
    where (c.value, c.status) is distinct from (excluded.value, excluded.status)`.execute(tx)
  await sql`update network_sources set good_at = ${at}, next_at = ${nextAt}, failures = 0, failure = null where id = ${id}`.execute(tx)
} // prettier-ignore
export async function bad(db: Asked, id: string, failure: Failure, nextAt: Date): Promise<void> {
  await sql`update network_sources set failures = failures + 1, failure = ${JSON.stringify(failure)}::jsonb, next_at = ${nextAt}
    where id = ${id}`.execute(db)
}

/** Of each source one value: of the period that is asked for, or else its latest. */
export async function claimed(db: Asked, indicator: string, period: string): Promise<Claimed[]> {
  type Found = Claim & { id: string; at: Date; draft: SourceDraft }
  const { rows } = await sql<Found>`select distinct on (s.id) s.id, s.draft, c.period, c.value, c.status, c.at
    from network_sources s join network_claims c on c.source = s.id where s.ended_at is null and s.indicator = ${indicator}
    order by s.id, (c.period = ${period}) desc, c.period desc`.execute(db)
  return rows.map(({ draft: { sender, address, version, unit }, ...claim }) => ({ ...claim, sender, address, version, unit })) // prettier-ignore
}
export async function counted(db: Asked): Promise<{ indicator: string; count: number; at: Date }[]> {
  const { rows } = await sql<{
    indicator: string
    count: number
    at: Date
  }>`select indicator, count(*) as count, max(good_at) as at
    from network_sources where ended_at is null and good_at is not null group by indicator`.execute(db)
  return rows
}
