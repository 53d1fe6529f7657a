/** Invitations. Of the link only a hash is kept. */
import type { Db, Tx } from '#platform/db'
import type { Lang } from '#words'
import type { Invitation, Role } from '../types.ts'

type Row = {
  id: string
  email: string | null
  organisation_id: string
  role: Role
  language: Lang
  token_hash: Buffer
  created_at: Date
  created_by: string
  expires_at: Date
  accepted_at: Date | null
  withdrawn_at: Date | null
}
const tables = (db: Db) => db.withTables<{ identity_invitations: Row }>()
const open = (db: Db, now: Date) =>
  tables(db)
    .selectFrom('identity_invitations')
    .selectAll()
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)

export async function add(tx: Tx, invitation: Invitation & { tokenHash: Buffer; by: string }): Promise<void> {
  const { id, email, organisationId, role, language, createdAt, expiresAt, tokenHash, by } = invitation
  await tables(tx)
    .insertInto('identity_invitations')
    .values({
      id,
      email,
      organisation_id: organisationId,
      role,
      language,
      token_hash: tokenHash,
      created_at: createdAt,
      created_by: by,
      expires_at: expiresAt,
      accepted_at: null,
      withdrawn_at: null,
    })
    .execute()
}

/** Those that can still be accepted, newest first. */
export async function openAt(db: Db, organisationId: string, now: Date): Promise<Invitation[]> {
  const rows = await open(db, now).where('organisation_id', '=', organisationId).orderBy('created_at', 'desc').execute()
  return rows.map(invitationOf)
}

export async function openByToken(db: Db, tokenHash: Buffer, now: Date): Promise<Invitation | undefined> {
  const row = await open(db, now).where('token_hash', '=', tokenHash).executeTakeFirst()
  return row && invitationOf(row)
}

/** The open invitation, held until the transaction ends, so that it is accepted or withdrawn once. */
export async function lock(tx: Tx, id: string, now: Date): Promise<Invitation | undefined> {
  const row = await open(tx, now).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && invitationOf(row)
}

/** Withdraws what was sent to the same address for the same role: the newest link is the one that counts. */
export async function withdrawEarlier(tx: Tx, { email, organisationId, role }: Invitation, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('identity_invitations')
    .set({ withdrawn_at: at, email: null })
    .where('email', '=', email)
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .execute()
}

export async function close(tx: Tx, id: string, how: { accepted: Date } | { withdrawn: Date }): Promise<void> {
  const set = 'accepted' in how ? { accepted_at: how.accepted } : { withdrawn_at: how.withdrawn }
  await tables(tx)
    .updateTable('identity_invitations')
    .set({ ...set, email: null })
    .where('id', '=', id)
    .execute()
}

const invitationOf = (row: Row): Invitation => ({
  id: row.id,
  email: row.email ?? '',
  organisationId: row.organisation_id,
  role: row.role,
  language: row.language,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})
