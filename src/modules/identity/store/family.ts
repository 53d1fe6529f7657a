/** Consents of parents. Of a code only a keyed hash is kept, until it is used or has passed. */
import type { Db, Tx } from '#platform/db'
import type { Consent } from '../types.ts'

type Row = {
  id: string
  parent_id: string
  child_id: string | null
  name: string
  birth_year: number
  code_hash: string | null
  code_until: Date
  given_at: Date
  linked_at: Date | null
  until: Date
  withdrawn_at: Date | null
}
const tables = (db: Db) => db.withTables<{ identity_consents: Row }>()

export async function add(tx: Tx, consent: Consent & { codeHash: string }): Promise<void> {
  const { id, parentId, name, birthYear, codeHash, codeUntil, givenAt, until } = consent
  await tables(tx)
    .insertInto('identity_consents')
    .values({
      ...{ id, parent_id: parentId, child_id: null, name, birth_year: birthYear, code_hash: codeHash },
      ...{ code_until: codeUntil, given_at: givenAt, linked_at: null, until, withdrawn_at: null },
    })
    .execute()
}

/** The consent that the code opens, held until the transaction ends. */
export async function lockByCode(tx: Tx, codeHash: string, now: Date): Promise<Consent | undefined> {
  const row = await tables(tx)
    .selectFrom('identity_consents')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where('code_until', '>', now)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && consentOf(row)
}

export async function link(tx: Tx, id: string, childId: string, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('identity_consents')
    .set({ child_id: childId, linked_at: at, code_hash: null })
    .where('id', '=', id)
    .execute()
}

/** The consent as it now stands withdrawn; undefined where it is not this person's, or was withdrawn before. */
export async function withdraw(tx: Tx, id: string, accountId: string, at: Date): Promise<Consent | undefined> {
  const row = await tables(tx)
    .updateTable('identity_consents')
    .set({ withdrawn_at: at, code_hash: null })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where((where) => where.or([where('parent_id', '=', accountId), where('child_id', '=', accountId)]))
    .returningAll()
    .executeTakeFirst()
  return row && consentOf(row)
}

export async function of(db: Db, side: 'parent' | 'child', accountId: string): Promise<Consent[]> {
  const rows = await tables(db)
    .selectFrom('identity_consents')
    .selectAll()
    .where(side === 'parent' ? 'parent_id' : 'child_id', '=', accountId)
    .orderBy('given_at', 'desc')
    .execute()
  return rows.map(consentOf)
}

const consentOf = (row: Row): Consent => ({
  id: row.id,
  parentId: row.parent_id,
  childId: row.child_id ?? undefined,
  name: row.name,
  birthYear: row.birth_year,
  codeUntil: row.code_until,
  givenAt: row.given_at,
  linkedAt: row.linked_at ?? undefined,
  until: row.until,
  withdrawnAt: row.withdrawn_at ?? undefined,
})
