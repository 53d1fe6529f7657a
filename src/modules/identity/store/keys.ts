/** API keys. Of the secret only a hash is kept. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Reach } from '../rules.ts'
import type { ApiKey, KeyScope } from '../types.ts'

type Row = {
  id: string
  organisation_id: string
  name: string
  scopes: KeyScope[]
  secret_hash: Buffer
  created_at: Date
  created_by: string
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}
const tables = (db: Db) => db.withTables<{ identity_api_keys: Row }>()

export async function add(tx: Tx, key: ApiKey & { secretHash: Buffer }): Promise<void> {
  await tables(tx)
    .insertInto('identity_api_keys')
    .values({
      id: key.id,
      organisation_id: key.organisationId,
      name: key.name,
      scopes: key.scopes,
      secret_hash: key.secretHash,
      created_at: key.createdAt,
      created_by: key.createdBy,
      expires_at: key.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute()
}

export async function find(db: Db, id: string): Promise<(ApiKey & { secretHash: Buffer }) | undefined> {
  const row = await tables(db).selectFrom('identity_api_keys').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { ...keyOf(row), secretHash: row.secret_hash }
}

export async function ofOrganisation(db: Db, organisationId: string): Promise<ApiKey[]> {
  const rows = await tables(db)
    .selectFrom('identity_api_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(keyOf)
}

/** The key's scopes, each at its organisation and at all under it. */
export async function scopesReached(db: Db, id: string): Promise<Reach<KeyScope>[]> {
  const { rows } = await sql<Reach<KeyScope>>`with recursive reached (id, whole) as (
      select o.id, o.kind = 'city' from identity_api_keys k join identity_organisations o on o.id = k.organisation_id
      where k.id = ${id}
      union select o.id, false from reached r
      join identity_organisations o on o.parent_id = r.id and not r.whole
    ) select scope as what, reached.id as "organisationId", whole as "wholeCity"
    from reached, (select unnest(scopes) as scope from identity_api_keys where id = ${id}) scopes`.execute(db)
  return rows
}

/** Not more than once a minute: a busy key would otherwise write on every request. */
export async function touch(db: Db, id: string, at: Date): Promise<void> {
  await tables(db)
    .updateTable('identity_api_keys')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('last_used_at', 'is', null), where('last_used_at', '<', new Date(at.getTime() - 60_000))]),
    )
    .execute()
}

/** False where it was revoked before. */
export async function revoke(tx: Tx, id: string, at: Date): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('identity_api_keys')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

const keyOf = (row: Row): ApiKey => ({
  id: row.id,
  organisationId: row.organisation_id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
})
