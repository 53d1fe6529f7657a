/** Accounts, credentials, sessions and used codes. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { languageOf } from '../types.ts'
import type { Account, Session } from '../types.ts'

type AccountRow = {
  id: string
  name: string
  email: string
  language: string
  two_factor_enabled: boolean
  created_at: Date
}
type Tables = {
  identity_accounts: AccountRow & { email_verified: boolean }
  identity_credentials: {
    id: string
    user_id: string
    provider_id: string
    account_id: string
    password: string | null
  }
  identity_sessions: {
    id: string
    user_id: string
    ip_address: string | null
    user_agent: string | null
    expires_at: Date
    created_at: Date
  }
  identity_used_codes: { account_id: string; code: string; used_at: Date }
}
const tables = (db: Db) => db.withTables<Tables>()

export type Person = Omit<Account, 'memberships' | 'password'>

export async function find(db: Db, id: string): Promise<Person | undefined> {
  const row = await tables(db).selectFrom('identity_accounts').selectAll().where('id', '=', id).executeTakeFirst()
  return row && personOf(row)
}

export async function findByEmail(db: Db, email: string): Promise<Person | undefined> {
  const row = await tables(db)
    .selectFrom('identity_accounts')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row && personOf(row)
}

type NewAccount = {
  id: string
  name: string
  email: string
  language: string
  password?: { credentialId: string; passwordHash: string }
}

/** The account, with its password where there is one; false where the address has one. It is proven: a link came there. */
export async function add(tx: Tx, { id, name, email, language, password }: NewAccount): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('identity_accounts')
    .values({ id, name, email, language, email_verified: true } as never)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return false
  if (password) {
    const { credentialId, passwordHash } = password
    await tables(tx)
      .insertInto('identity_credentials')
      .values({ id: credentialId, user_id: id, provider_id: 'credential', account_id: id, password: passwordHash })
      .execute()
  }
  return true
}

/** The account stands still until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<void> {
  await tables(tx).selectFrom('identity_accounts').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function hasPassword(db: Db, id: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('identity_credentials')
    .select('id')
    .where('user_id', '=', id)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

export async function update(tx: Tx, id: string, { name, language }: { name?: string; language?: string }) {
  await tables(tx)
    .updateTable('identity_accounts')
    .set({ name, language, updated_at: sql`now()` } as never)
    .where('id', '=', id)
    .execute()
}

/** Everything that is the person's goes with the account; the ledger keeps its opaque id. */
export async function remove(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom('identity_accounts').where('id', '=', id).execute()
}

export async function sessions(db: Db, accountId: string, now: Date): Promise<Omit<Session, 'current'>[]> {
  const rows = await tables(db)
    .selectFrom('identity_sessions')
    .selectAll()
    .where('user_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    address: row.ip_address || undefined,
    userAgent: row.user_agent || undefined,
  }))
}

/** Ends one session of the account, or all but `except`. Gives the ids of those that were ended. */
export async function endSessions(tx: Tx, accountId: string, which: { id: string } | { except: string }) {
  const rows = await tables(tx)
    .deleteFrom('identity_sessions')
    .where('user_id', '=', accountId)
    .where('id', 'except' in which ? '<>' : '=', 'except' in which ? which.except : which.id)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Remembers that the code was used; false where it was before. */
export async function useCode(tx: Tx, accountId: string, code: string, at: Date): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('identity_used_codes')
    .values({ account_id: accountId, code, used_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst()
  return row !== undefined
}

const personOf = (row: AccountRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  language: languageOf(row.language),
  totp: row.two_factor_enabled,
  createdAt: row.created_at,
})
