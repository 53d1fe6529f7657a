/** Passkeys, and which questions were answered. */
import type { Db, Tx } from '#platform/db'
import type { Passkey } from '../types.ts'

type Row = {
  id: string
  account_id: string
  credential_id: string
  public_key: Buffer
  counter: string | number
  transports: string[]
  synced: boolean
  name: string
  created_at: Date
  last_used_at: Date | null
}
type Tables = { identity_passkeys: Row; identity_used_challenges: { challenge: string; used_at: Date } }
const tables = (db: Db) => db.withTables<Tables>()

/** A passkey with what it takes to check its answers. */
export type Stored = Passkey & {
  accountId: string
  credentialId: string
  publicKey: Uint8Array<ArrayBuffer>
  counter: number
  transports: string[]
}

/** False where there is one with that id already, whosever it is. */
export async function add(tx: Tx, passkey: Stored): Promise<boolean> {
  const { id, accountId, credentialId, publicKey, counter, transports, synced, name, createdAt } = passkey
  const row = await tables(tx)
    .insertInto('identity_passkeys')
    .values({
      ...{ id, account_id: accountId, credential_id: credentialId, public_key: Buffer.from(publicKey), counter },
      ...{ transports, synced, name, created_at: createdAt, last_used_at: null },
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function ofAccount(db: Db, accountId: string): Promise<Stored[]> {
  const rows = await tables(db)
    .selectFrom('identity_passkeys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .execute()
  return rows.map(storedOf)
}

/** The passkey, held until the transaction ends, so that of two answers at once each sees the other's counter. */
export async function lock(tx: Tx, credentialId: string): Promise<Stored | undefined> {
  const row = await tables(tx)
    .selectFrom('identity_passkeys')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .forUpdate()
    .executeTakeFirst()
  return row && storedOf(row)
}

export async function used(
  tx: Tx,
  id: string,
  { counter, synced, at }: { counter: number; synced: boolean; at: Date },
) {
  await tables(tx)
    .updateTable('identity_passkeys')
    .set({ counter, synced, last_used_at: at })
    .where('id', '=', id)
    .execute()
}

/** False where the account has no such passkey. */
export async function rename(tx: Tx, accountId: string, id: string, name: string): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('identity_passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function remove(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const row = await tables(tx)
    .deleteFrom('identity_passkeys')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Remembers that the question was answered; false where it was before. */
export async function useChallenge(tx: Tx, challenge: string, at: Date): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('identity_used_challenges')
    .values({ challenge, used_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge')
    .executeTakeFirst()
  return row !== undefined
}

const storedOf = (row: Row): Stored => ({
  id: row.id,
  accountId: row.account_id,
  credentialId: row.credential_id,
  publicKey: new Uint8Array(row.public_key),
  counter: Number(row.counter),
  transports: row.transports,
  synced: row.synced,
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at ?? undefined,
})
