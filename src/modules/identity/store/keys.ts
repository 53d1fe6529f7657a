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

/** A key with all its scopes, each at its organisation and at all under it. */
export type Reaching = ApiKey & { secretHash: Buffer; reach: Reach<KeyScope>[] }

/** Each in its place, as it is now; undefined where there is none. */
export async function reaching(db: Db, ids: readonly string[]): Promise<(Reaching | undefined)[]> {
  const { rows } = await sql<Row & { reached: { id: string; whole: boolean }[] }>`
    with recursive reached (key_id, id, whole) as (
      select k.id, o.id, o.kind = 'city' from identity_api_keys k join identity_organisations o on o.id = k.organisation_id
      where k.id = any(${ids}::uuid[])
      union select r.key_id, o.id, false from reached r
      join identity_organisations o on o.parent_id = r.id and not r.whole
    ) select k.*, (select json_agg(json_build_object('id', r.id, 'whole', r.whole)) from reached r where r.key_id = k.id) as reached
    from identity_api_keys k where k.id = any(${ids}::uuid[])`.execute(db)
  const found = new Map(
    rows.map((row) => {
      const reach = row.scopes.flatMap((what) =>
        row.reached.map(({ id, whole }) => ({ what, organisationId: id, wholeCity: whole })),
      )
      return [row.id, { ...keyOf(row), secretHash: row.secret_hash, reach }]
    }),
  )
  return ids.map((id) => found.get(id))
}

export async function touch(db: Db, id: string, at: Date): Promise<void> {
  await tables(db).updateTable('identity_api_keys').set({ last_used_at: at }).where('id', '=', id).execute()
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
