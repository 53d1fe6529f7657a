/** The table of those who want nothing of an actor any more. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

type Within = Db | Tx
export type Block = { actor: string; uri: string; host: string; inbox: string | null; activity: string; at: Date }

export async function add(tx: Tx, one: Block): Promise<void> {
  await sql`insert into network_blocks (actor, uri, host, inbox, activity, at)
    values (${one.actor}, ${one.uri}, ${one.host}, ${one.inbox}, ${one.activity}, ${one.at})
    on conflict (actor, uri) do update set inbox = excluded.inbox, activity = excluded.activity`.execute(tx)
}

export async function countBy(db: Within, host: string): Promise<number> {
  return countWhere(db, sql`host = ${host}`)
}

export async function countOf(db: Within, actor: string): Promise<number> {
  return countWhere(db, sql`actor = ${actor}`)
}

async function countWhere(db: Within, condition: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_blocks
    where ${condition}`.execute(db)
  return rows[0]!.count
}

export async function isBlocked(db: Within, actor: string, uri: string): Promise<boolean> {
  const { rows } = await sql`select from network_blocks where actor = ${actor} and uri = ${uri}`.execute(db)
  return rows.length === 1
}

/** Whether somebody blocked by this activity. */
export async function isBlock(db: Within, activity: string): Promise<boolean> {
  const { rows } = await sql`select from network_blocks where activity = ${activity} limit 1`.execute(db)
  return rows.length === 1
}

/** They took it back, follow again, or left. */
export async function lift(tx: Tx, uri: string, which: { actor?: string; activity?: string } = {}): Promise<void> {
  await sql`delete from network_blocks where uri = ${uri}
    ${which.actor === undefined ? sql`` : sql`and actor = ${which.actor}`}
    ${which.activity === undefined ? sql`` : sql`and activity = ${which.activity}`}`.execute(tx)
}
