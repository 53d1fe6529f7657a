/** The tables of what goes out: activities as they were signed, and how the servers that are told answer. */
import type { HttpMessageSignaturesSpec } from '@fedify/fedify/sig'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Undelivered as Failing } from '../types.ts'

type Within = Db | Tx
const LISTED_MAX = 500
export type Activity = { id: string; actor: string; document: string; postId?: string | null }

/** The same activity is written once, however often its job runs. */
export async function addActivity(db: Within, one: Activity & { at: Date }): Promise<void> {
  await sql`insert into network_activities (id, actor, post_id, document, at)
    values (${one.id}, ${one.actor}, ${one.postId ?? null}, ${one.document}, ${one.at})
    on conflict (id) do nothing`.execute(db)
}

/** What was said is signed anew as it reads now, for who has not got it yet. */
export async function replaceActivity(db: Within, { id, document }: Pick<Activity, 'id' | 'document'>): Promise<void> {
  await sql`update network_activities set document = ${document} where id = ${id}`.execute(db)
}

export async function activity(db: Within, id: string): Promise<Activity | undefined> {
  const { rows } =
    await sql<Activity>`select id, actor, document, post_id as "postId" from network_activities where id = ${id}`.execute(
      db,
    )
  return rows[0]
}

/** The same for one inbox; undefined too where whoever reads there wants nothing of who says it. */
export async function activityFor(db: Within, id: string, inbox: string): Promise<Activity | undefined> {
  const { rows } = await sql<Activity>`select id, actor, document, post_id as "postId" from network_activities a
    where id = ${id} and not exists (select from network_blocks b where b.inbox = ${inbox} and b.actor = a.actor)`.execute(
    db,
  )
  return rows[0]
}

/** Which signatures a server reads, as far as is known, and since when it has not answered. */
export type Server = { signature: HttpMessageSignaturesSpec | null; failures: number }
export async function server(db: Within, host: string): Promise<Server | undefined> {
  const { rows } = await sql<Server>`select signature, failures from network_servers where host = ${host}`.execute(db)
  return rows[0]
}

/** Those of these hosts that were told something before. */
export async function servers(db: Within, hosts: readonly string[]): Promise<Map<string, Server>> {
  const { rows } = await sql<Server & { host: string }>`select host, signature, failures from network_servers
    where host = any(${hosts})`.execute(db)
  return new Map(rows.map(({ host, ...server }) => [host, server]))
}

export async function answered(db: Within, host: string, signature: string, at: Date): Promise<void> {
  await sql`insert into network_servers (host, signature, answered_at) values (${host}, ${signature}, ${at})
    on conflict (host) do update set signature = excluded.signature, answered_at = excluded.answered_at, failures = 0,
      failing_since = null`.execute(db)
}

export async function failed(db: Within, host: string, at: Date): Promise<void> {
  await sql`insert into network_servers (host, failures, failing_since) values (${host}, 1, ${at})
    on conflict (host) do update set failures = network_servers.failures + 1,
      failing_since = coalesce(network_servers.failing_since, excluded.failing_since)`.execute(db)
}

type Waiting = Omit<Failing, 'nextAt'> & { nextAt: Date | null }
type Undelivered = { inbox: string; activity: string; host: string; tried: number; at: Date; nextAt: Date | undefined }
export async function undelivered(db: Within, one: Undelivered): Promise<void> {
  await sql`insert into network_undelivered (inbox, activity, host, tried, since, next_at)
    values (${one.inbox}, ${one.activity}, ${one.host}, ${one.tried}, ${one.at}, ${one.nextAt ?? null})
    on conflict (inbox, activity) do update set tried = excluded.tried, next_at = excluded.next_at`.execute(db)
}

/** It arrived, or is no longer to be sent; without an activity, nothing is sent there any more. */
export async function settled(db: Within, inbox: string, activity?: string): Promise<void> {
  await sql`delete from network_undelivered where inbox = ${inbox}
    ${activity === undefined ? sql`` : sql`and activity = ${activity}`}`.execute(db)
}

/** What was given up for a server that answers again: it is told now. */
export async function revived(tx: Tx, host: string): Promise<{ inbox: string; activity: string }[]> {
  const { rows } = await sql<{ inbox: string; activity: string }>`delete from network_undelivered
    where host = ${host} and next_at is null returning inbox, activity`.execute(tx)
  return rows.toSorted((a, b) => (a.inbox + a.activity < b.inbox + b.activity ? -1 : 1))
}

/** Servers that did not take what they were told, those that fail longest first. */
export async function failingServers(db: Within): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select u.host, coalesce(min(s.failing_since), min(u.since)) as since,
      count(u.next_at)::int as waiting, min(u.next_at) as "nextAt", (count(*) - count(u.next_at))::int as "givenUp"
    from network_undelivered u left join network_servers s on s.host = u.host
    group by u.host order by 2, 1 limit ${LISTED_MAX}`.execute(db)
  return rows
}

/** Activities that were heard so long ago that nobody sends them again, and what Fedify remembered until then. */
export async function sweep(db: Within, heardBefore: Date, now: Date): Promise<void> {
  await sql`delete from network_heard where at < ${heardBefore}`.execute(db)
  await sql`delete from network_undelivered where since < ${heardBefore}`.execute(db)
  await sql`delete from network_memory where expires < ${now}`.execute(db)
}
