/** Logins elsewhere, as credentials of an account, and what they told. */
import type { Db, Tx } from '#platform/db'

type Tables = {
  identity_credentials: { id: string; user_id: string; provider_id: string; account_id: string; created_at: Date }
  identity_claims: { account_id: string; name: string; value: string; at: Date }
}
const tables = (db: Db) => db.withTables<Tables>()

export type Claims = Record<string, string>
/** Who somebody is at the other place. */
export type Elsewhere = { provider: string; subject: string }

export async function accountOf(db: Db, { provider, subject }: Elsewhere): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity_credentials')
    .select('user_id')
    .where('provider_id', '=', provider)
    .where('account_id', '=', subject)
    .executeTakeFirst()
  return row?.user_id
}

export async function connectedAt(db: Db, provider: string, accountId: string): Promise<Date | undefined> {
  const row = await tables(db)
    .selectFrom('identity_credentials')
    .select('created_at')
    .where('provider_id', '=', provider)
    .where('user_id', '=', accountId)
    .executeTakeFirst()
  return row?.created_at
}

/** False where that login is connected to some account already. */
export async function connect(tx: Tx, id: string, accountId: string, at: Date, elsewhere: Elsewhere): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('identity_credentials')
    .values({
      ...{ id, user_id: accountId, provider_id: elsewhere.provider, account_id: elsewhere.subject, created_at: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function disconnect(tx: Tx, provider: string, accountId: string): Promise<boolean> {
  const row = await tables(tx)
    .deleteFrom('identity_credentials')
    .where('provider_id', '=', provider)
    .where('user_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  await tables(tx).deleteFrom('identity_claims').where('account_id', '=', accountId).execute()
  return row !== undefined
}

/** What was told this time takes the place of all that was told before. */
export async function putClaims(tx: Tx, accountId: string, claims: Claims, at: Date): Promise<void> {
  await tables(tx).deleteFrom('identity_claims').where('account_id', '=', accountId).execute()
  const rows = Object.entries(claims).map(([name, value]) => ({ account_id: accountId, name, value, at }))
  if (rows.length > 0) await tables(tx).insertInto('identity_claims').values(rows).execute()
}

export async function claims(db: Db, accountId: string): Promise<Claims> {
  const rows = await tables(db)
    .selectFrom('identity_claims')
    .select(['name', 'value'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
