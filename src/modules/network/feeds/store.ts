/** How far the city has come with the feeds of its peers, and what it did not take: the same two tables for each sort. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Failure } from '../peers/types.ts'
import { REFUSED_KEPT, type Feed, type Refused } from './types.ts'

type Asked = Db | Tx
export type Tables = { feeds: string; refused: string }
type To = { cursor: number; lastId?: string; at: Date; isWhole: boolean; failure?: Failure }

const NOTHING: Feed = { cursor: 0, base: 0, lastId: null, anewAt: null, askedAt: null, wholeAt: null, failure: null }

export function feedStore(tables: Tables) {
  const [feeds, refused] = [sql.table(tables.feeds), sql.table(tables.refused)]
  return {
    async feed(db: Asked, domain: string): Promise<Feed> {
      const { rows } =
        await sql<Feed>`select cursor, base, last_id as "lastId", anew_at as "anewAt", asked_at as "askedAt", whole_at as "wholeAt", failure
        from ${feeds} where domain = ${domain}`.execute(db)
      return rows[0] ?? NOTHING
    },

    /**
     * By which keys what it says is weighed from now on. Where one is new, what was refused for its key is read once more,
     * under the numbers that it had.
     */
    async believe(tx: Tx, domain: string, keys: readonly string[]): Promise<void> {
      const given = keys.toSorted()
      await sql`insert into ${feeds} as f (domain, cursor) values (${domain}, 0) on conflict do nothing`.execute(tx)
      const { numAffectedRows: rewound } = await sql`update ${feeds} f set cursor = base, last_id = null where domain = ${domain}
        and not keys @> ${given}::text[] and exists (select from ${refused} r where r.domain = f.domain and r.code = 'otherKey' and r.seq > f.base)`.execute(tx) // prettier-ignore
      if (rewound)
        await sql`delete from ${refused} r using ${feeds} f where r.domain = ${domain} and f.domain = r.domain
          and r.code = 'otherKey' and r.seq > f.base`.execute(tx)
      await sql`update ${feeds} set keys = ${given}::text[] where domain = ${domain} and keys <> ${given}::text[]`.execute(tx) // prettier-ignore
    },

    async advance(db: Asked, domain: string, { cursor, lastId, at, isWhole, failure }: To): Promise<void> {
      await sql`insert into ${feeds} as f (domain, cursor, last_id, asked_at, whole_at, failure)
        values (${domain}, ${cursor}, ${lastId ?? null}, ${at}, ${isWhole ? at : null}, ${failure === undefined ? null : JSON.stringify(failure)}::jsonb)
        on conflict (domain) do update set cursor = greatest(f.cursor, excluded.cursor), last_id = coalesce(excluded.last_id, f.last_id),
          asked_at = excluded.asked_at, whole_at = coalesce(excluded.whole_at, f.whole_at), failure = excluded.failure`.execute(db) // prettier-ignore
    },

    /** Its numbers begin anew; what is received from now on comes after all that was. */
    async anew(tx: Tx, domain: string, at: Date): Promise<void> {
      await sql`update ${feeds} set base = cursor, last_id = null, anew_at = ${at} where domain = ${domain}`.execute(tx)
      await sql`delete from ${refused} where domain = ${domain} and again_at is not null`.execute(tx)
    },

    /** Things whose time has come since they were refused. */
    async again(db: Asked, domain: string, now: Date, limit: number): Promise<number[]> {
      const { rows } = await sql<{ seq: number }>`select seq from ${refused}
        where domain = ${domain} and again_at <= ${now} order by seq limit ${limit}`.execute(db)
      return rows.map(({ seq }) => seq)
    },
    async isAgain(tx: Tx, domain: string, seq: number): Promise<void> {
      await sql`delete from ${refused} where domain = ${domain} and seq = ${seq} and again_at is not null`.execute(tx)
    },

    async refuse(tx: Tx, domain: string, given: readonly Refused[]): Promise<void> {
      if (given.length === 0) return
      for (const { seq, code, id, problem, at, againAt } of given)
        await sql`insert into ${refused} (domain, seq, code, id, problem, at, again_at)
          values (${domain}, ${seq}, ${code}, ${id}, ${problem}, ${at}, ${againAt ?? null}) on conflict do nothing`.execute(tx) // prettier-ignore
      await sql`delete from ${refused} where domain = ${domain} and seq < (select seq from ${refused}
        where domain = ${domain} order by seq desc offset ${REFUSED_KEPT} limit 1)`.execute(tx)
    },

    /** Newest first. */
    async refusals(db: Asked, domain: string, limit: number): Promise<Refused[]> {
      const { rows } = await sql<Refused>`select seq, code, id, problem, at from ${refused} where domain = ${domain}
        order by seq desc limit ${limit}`.execute(db)
      return rows
    },
  }
}
export type FeedStore = ReturnType<typeof feedStore>
