/** Links by mail that let somebody in. */
import type { Db, Tx } from '#platform/db'
import { languageOf } from '../types.ts'
import type { EntryLink } from '../types.ts'

type Row = {
  token_hash: Buffer
  email: string
  name: string | null
  language: string
  next: string | null
  expires_at: Date
}
const tables = (db: Db) => db.withTables<{ identity_links: Row }>()

export async function add(tx: Tx, link: EntryLink & { tokenHash: Buffer; expiresAt: Date }): Promise<void> {
  const { tokenHash, email, name, language, next, expiresAt } = link
  await tables(tx)
    .insertInto('identity_links')
    .values({ token_hash: tokenHash, email, name: name ?? null, language, next: next ?? null, expires_at: expiresAt })
    .execute()
}

export async function find(db: Db, tokenHash: Buffer, now: Date): Promise<EntryLink | undefined> {
  const row = await tables(db)
    .selectFrom('identity_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row && linkOf(row)
}

/** Uses the link up, once, and with it every other that went to the same address. */
export async function take(tx: Tx, tokenHash: Buffer, now: Date): Promise<EntryLink | undefined> {
  const row = await tables(tx)
    .deleteFrom('identity_links')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tables(tx).deleteFrom('identity_links').where('email', '=', row.email).execute()
  return linkOf(row)
}

const linkOf = ({ email, name, language, next }: Row): EntryLink => ({
  email,
  name: name ?? undefined,
  language: languageOf(language),
  next: next ?? undefined,
})
