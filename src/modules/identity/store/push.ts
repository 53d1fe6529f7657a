/** Browsers that want to be told at once. */
import type { Db, Tx } from '#platform/db'
import type { PushDevice } from '../types.ts'

type Row = {
  id: string
  account_id: string
  endpoint: string
  p256dh: string
  auth: string
  name: string
  created_at: Date
}
const tables = (db: Db) => db.withTables<{ identity_push_devices: Row }>()

export type Device = PushDevice & { accountId: string; endpoint: string; keys: { p256dh: string; auth: string } }

/** The browser is this person's from now on, also where somebody else used it before. */
export async function put(tx: Tx, { id, accountId, endpoint, keys, name, createdAt }: Device): Promise<string> {
  const row = { account_id: accountId, ...keys, name, created_at: createdAt }
  const { id: kept } = await tables(tx)
    .insertInto('identity_push_devices')
    .values({ id, endpoint, ...row })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return kept
}

export async function ofAccounts(db: Db, accountIds: readonly string[]): Promise<Device[]> {
  if (accountIds.length === 0) return []
  const rows = await tables(db)
    .selectFrom('identity_push_devices')
    .selectAll()
    .where('account_id', 'in', [...accountIds])
    .orderBy('created_at')
    .execute()
  return rows.map(deviceOf)
}

export async function find(db: Db, id: string): Promise<Device | undefined> {
  const row = await tables(db).selectFrom('identity_push_devices').selectAll().where('id', '=', id).executeTakeFirst()
  return row && deviceOf(row)
}

/** Of the account, where one is named; false where there is none. */
export async function remove(db: Db, id: string, accountId?: string): Promise<boolean> {
  const row = await tables(db)
    .deleteFrom('identity_push_devices')
    .where('id', '=', id)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId!))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const deviceOf = ({ id, account_id, endpoint, p256dh, auth, name, created_at }: Row): Device => ({
  ...{ id, accountId: account_id, endpoint, keys: { p256dh, auth }, name, createdAt: created_at },
})
