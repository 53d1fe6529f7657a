/** Subscriptions, and what waits to be told. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Payload, Row, Waiting } from './types.ts'

const COLUMNS = sql`id, details, reach, owner, by, created_at, modified_at, is_active, expires_at, times_sent, times_failed,
  failures, last_notification, last_success, last_failure, last_error`

/** Counts up with each change of the subscriptions: who holds them in memory knows by it when to read anew. */
export async function stamp(db: Db): Promise<number> {
  const { rows } = await sql<{
    stamp: number
  }>`select stamp from infrastructure_stamps where name = 'subscriptions'`.execute(db)
  return rows[0]!.stamp
}
const touch = (tx: Tx) =>
  sql`update infrastructure_stamps set stamp = stamp + 1 where name = 'subscriptions'`.execute(tx)

export async function active(db: Db): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select ${COLUMNS} from infrastructure_subscriptions where is_active order by id`.execute(db)
  return rows
}

/** False where there is one of that id. */
export async function add(
  tx: Tx,
  row: Pick<Row, 'id' | 'details' | 'reach' | 'owner' | 'by' | 'is_active' | 'expires_at'>,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into infrastructure_subscriptions
      (id, details, reach, owner, by, created_at, modified_at, is_active, expires_at, next_at)
    values (${row.id}, ${JSON.stringify(row.details)}, ${JSON.stringify(row.reach)}, ${row.owner}, ${row.by}, ${at}, ${at},
      ${row.is_active}, ${row.expires_at}, ${at}) on conflict (id) do nothing`.execute(tx)
  if (!numAffectedRows) return false
  await touch(tx)
  return true
}

export async function change(
  tx: Tx,
  row: Pick<Row, 'id' | 'details' | 'is_active' | 'expires_at'>,
  at: Date,
): Promise<void> {
  await sql`update infrastructure_subscriptions set details = ${JSON.stringify(row.details)}, is_active = ${row.is_active},
    expires_at = ${row.expires_at}, modified_at = ${at}, next_at = ${at}, failures = 0 where id = ${row.id}`.execute(tx)
  await touch(tx)
}

export async function remove(tx: Tx, id: string): Promise<void> {
  await sql`delete from infrastructure_subscriptions where id = ${id}`.execute(tx)
  await sql`delete from infrastructure_notifications where subscription_id = ${id}`.execute(tx)
  await touch(tx)
}

export async function find(db: Db, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from infrastructure_subscriptions where id = ${id}`.execute(db)
  return rows[0]
}

/** Those that `by` made; all of them where it is undefined. */
export async function list(
  db: Db,
  by: string | undefined,
  limit: number,
  offset: number,
): Promise<{ rows: Row[]; count: number }> {
  const where = sql`${by ?? null}::text is null or by = ${by ?? null}`
  const { rows } = await sql<Row>`select ${COLUMNS} from infrastructure_subscriptions where ${where}
    order by created_at, id limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{
    n: number
  }>`select count(*)::int as n from infrastructure_subscriptions where ${where}`.execute(db)
  return { rows, count: counted.rows[0]!.n }
}

export type ToTell = { subscriptionId: string; payload: Payload }

export async function enqueue(tx: Tx, list: readonly ToTell[], at: Date): Promise<void> {
  if (list.length === 0) return
  await sql`insert into infrastructure_notifications (subscription_id, entity_id, payload, at)
    select *, ${at}::timestamptz from unnest(${list.map(({ subscriptionId }) => subscriptionId)}::text[],
      ${list.map(({ payload }) => payload.entity.id)}::text[],
      ${list.map(({ payload }) => JSON.stringify(payload))}::jsonb[])`.execute(tx)
}

/** Takes subscriptions that have something to tell and may now; nobody else will until `until`. */
export async function take(db: Db, now: Date, until: Date, most: number): Promise<Row[]> {
  const { rows } = await sql<Row>`update infrastructure_subscriptions set taken_until = ${until}
    where id in (
      select s.id from infrastructure_subscriptions s
      where s.is_active and (s.expires_at is null or s.expires_at > ${now}) and s.next_at <= ${now}
        and (s.taken_until is null or s.taken_until < ${now})
        and (s.details -> 'given' ? 'timeInterval'
          or exists (select from infrastructure_notifications n where n.subscription_id = s.id))
      order by s.next_at limit ${most} for update skip locked)
    returning ${COLUMNS}`.execute(db)
  return rows
}

export async function waiting(db: Db, id: string, most: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`select seq, entity_id as "entityId", payload from infrastructure_notifications
    where subscription_id = ${id} order by seq limit ${most}`.execute(db)
  return rows
}

export type Sent = { id: string; seqs: readonly number[]; at: Date; nextAt: Date; takenUntil: Date | null }

/** Told, and so no longer waiting. */
export async function succeeded(tx: Tx, { id, seqs, at, nextAt, takenUntil }: Sent): Promise<void> {
  await sql`delete from infrastructure_notifications where subscription_id = ${id} and seq = any(${seqs}::bigint[])`.execute(
    tx,
  )
  await sql`update infrastructure_subscriptions set times_sent = times_sent + 1, last_notification = ${at}, last_success = ${at},
    failures = 0, next_at = ${nextAt}, taken_until = ${takenUntil} where id = ${id}`.execute(tx)
}

export type Failure = { id: string; at: Date; nextAt: Date; error: string; forgottenBefore: Date }

/** Waits longer each time; what nobody would take for days is given up. */
export async function failed(tx: Tx, { id, at, nextAt, error, forgottenBefore }: Failure): Promise<void> {
  await sql`update infrastructure_subscriptions set times_sent = times_sent + 1, times_failed = times_failed + 1,
    last_notification = ${at}, last_failure = ${at}, failures = failures + 1, next_at = ${nextAt}, last_error = ${error},
    taken_until = null where id = ${id}`.execute(tx)
  await sql`delete from infrastructure_notifications where subscription_id = ${id} and at < ${forgottenBefore}`.execute(
    tx,
  )
}

/** It tells nothing more, what waited included, until somebody who may sets it going. */
export async function end(tx: Tx, id: string, at: Date, error: string): Promise<void> {
  await sql`update infrastructure_subscriptions set is_active = false, last_failure = ${at}, last_error = ${error},
    taken_until = null where id = ${id}`.execute(tx)
  await sql`delete from infrastructure_notifications where subscription_id = ${id}`.execute(tx)
  await touch(tx)
}

export const release = (db: Db, id: string) =>
  sql`update infrastructure_subscriptions set taken_until = null where id = ${id}`.execute(db)
