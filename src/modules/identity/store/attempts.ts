/** How often somebody tried, by a keyed hash of the account or the address; and clearing away what has passed. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Attempts } from '../rules.ts'

type Tables = { identity_attempts: { key: string; count: number; at: Date } }
const tables = (db: Db) => db.withTables<Tables>()

/** What was counted so far, held until the transaction ends, so that guesses made at once are counted one by one. */
export async function lock(tx: Tx, key: string): Promise<Attempts> {
  await tables(tx)
    .insertInto('identity_attempts')
    .values({ key, count: 0, at: new Date(0) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return tables(tx)
    .selectFrom('identity_attempts')
    .select(['count', 'at'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function put(tx: Tx, key: string, { count, at }: Attempts): Promise<void> {
  await tables(tx).updateTable('identity_attempts').set({ count, at }).where('key', '=', key).execute()
}

/** A success: the account's failures are forgiven, and this attempt was none of the address's. */
export async function redeem(db: Db, keys: { account: string; address: string }): Promise<void> {
  await tables(db).deleteFrom('identity_attempts').where('key', '=', keys.account).execute()
  await tables(db)
    .updateTable('identity_attempts')
    .set({ count: sql`count - 1` })
    .where('key', '=', keys.address)
    .where('count', '>', 0)
    .execute()
}

/** What people were told is kept so long. */
const NOTICE_DAYS = 400

/** Clears away what has passed: sessions, links, counts, used codes, the addresses of those who did not come. */
export async function sweep(db: Db, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await sql`delete from identity_sessions where expires_at < ${now}`.execute(db)
  await sql`delete from identity_verifications where expires_at < ${now}`.execute(db)
  await sql`delete from identity_used_challenges where used_at < ${ago(1)}`.execute(db)
  await sql`delete from identity_links where expires_at < ${now}`.execute(db)
  await sql`delete from identity_attempts where at < ${ago(2)}`.execute(db)
  await sql`delete from identity_used_codes where used_at < ${ago(1)}`.execute(db)
  await sql`delete from identity_notices where at < ${ago(NOTICE_DAYS)}`.execute(db)
  await sql`update identity_invitations set email = null
    where email is not null and expires_at < ${ago(30)}`.execute(db)
}
