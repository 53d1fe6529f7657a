/** Contexts that are hosted here, and those that were fetched. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export const CONTEXT_KINDS = ['Hosted', 'Cached', 'ImplicitlyCreated'] as const
export type ContextKind = (typeof CONTEXT_KINDS)[number]
/** A fetched one's id is its address. */
export type KeptContext = { id: string; kind: ContextKind; body: unknown; at: Date; by?: string }

const MOMENT_S = 60

/** Its use is noted, not more than once a minute. */
export async function read(db: Db, id: string, now: Date): Promise<unknown> {
  const { rows } = await sql<{ body: unknown; stale: boolean }>`select body,
      used_at < ${now}::timestamptz - make_interval(secs => ${MOMENT_S}) as stale
    from infrastructure_contexts where id = ${id}`.execute(db)
  if (rows[0]?.stale)
    await sql`update infrastructure_contexts set used_at = ${now}, uses = uses + 1 where id = ${id}`.execute(db)
  return rows[0]?.body
}

export async function keep(db: Db, { id, kind, body, at, by }: KeptContext): Promise<void> {
  await sql`insert into infrastructure_contexts (id, kind, body, at, by, used_at)
    values (${id}, ${kind}, ${JSON.stringify(body)}, ${at}, ${by ?? null}, ${at})
    on conflict (id) do update set body = excluded.body, at = excluded.at`.execute(db)
}

export type ContextRow = KeptContext & { usedAt: Date; uses: number }

export async function list(db: Db, kind: ContextKind | undefined): Promise<ContextRow[]> {
  const { rows } = await sql<ContextRow>`select id, kind, body, at, by, used_at as "usedAt", uses
    from infrastructure_contexts where ${kind ?? null}::text is null or kind = ${kind ?? null} order by at, id`.execute(
    db,
  )
  return rows
}

export async function find(db: Db, id: string): Promise<ContextRow | undefined> {
  const { rows } = await sql<ContextRow>`select id, kind, body, at, by, used_at as "usedAt", uses
    from infrastructure_contexts where id = ${id}`.execute(db)
  return rows[0]
}

export async function remove(db: Db, id: string): Promise<void> {
  await sql`delete from infrastructure_contexts where id = ${id}`.execute(db)
}
