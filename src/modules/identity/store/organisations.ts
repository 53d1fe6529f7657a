/** Organisations, memberships, and how far a role reaches. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Texts } from '#words'
import type { Reach } from '../rules.ts'
import { languageOf } from '../types.ts'
import type { Member, Membership, Organisation, OrganisationKind, Role } from '../types.ts'

type Tables = {
  identity_organisations: { id: string; kind: OrganisationKind; names: Texts; parent_id: string | null }
  identity_memberships: {
    id: string
    account_id: string
    organisation_id: string
    role: Role
    created_at: Date
    created_by: string
  }
  identity_accounts: { id: string; name: string; email: string; language: string }
}
const tables = (db: Db) => db.withTables<Tables>()

export async function organisations(db: Db): Promise<Organisation[]> {
  const rows = await tables(db)
    .selectFrom('identity_organisations')
    .selectAll()
    .orderBy(sql`names ->> 'pl'`)
    .execute()
  return rows.map(organisationOf)
}

export async function organisation(db: Db, id: string): Promise<Organisation | undefined> {
  const row = await tables(db).selectFrom('identity_organisations').selectAll().where('id', '=', id).executeTakeFirst()
  return row && organisationOf(row)
}

export async function city(db: Db): Promise<Organisation | undefined> {
  const row = await tables(db)
    .selectFrom('identity_organisations')
    .selectAll()
    .where('kind', '=', 'city')
    .executeTakeFirst()
  return row && organisationOf(row)
}

export async function addOrganisation(tx: Tx, { id, kind, names, parentId }: Organisation): Promise<void> {
  await tables(tx)
    .insertInto('identity_organisations')
    .values({ id, kind, names: names, parent_id: parentId ?? null })
    .onConflict((conflict) => conflict.column('kind').where('kind', '=', 'city').doNothing())
    .execute()
}

export async function updateOrganisation(tx: Tx, { id, kind, names, parentId }: Organisation): Promise<void> {
  await tables(tx)
    .updateTable('identity_organisations')
    .set({ kind, names: names, parent_id: parentId ?? null })
    .where('id', '=', id)
    .execute()
}

/** The tree of organisations stands still until the transaction ends: two moves at once could make a circle. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`lock table identity_organisations in share row exclusive mode`.execute(tx)
}

/** All that stand under it, at any depth. */
export async function below(db: Db, id: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`with recursive under (id) as (
      select id from identity_organisations where parent_id = ${id}
      union select o.id from identity_organisations o join under u on o.parent_id = u.id
    ) select id from under`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** The account's roles, each at its organisation and at all under it. */
export async function rolesReached(db: Db, accountId: string): Promise<Reach<Role>[]> {
  const { rows } = await sql<Reach<Role>>`with recursive reached (what, id, whole) as (
      select m.role, o.id, o.kind = 'city'
      from identity_memberships m join identity_organisations o on o.id = m.organisation_id
      where m.account_id = ${accountId}
      union select r.what, o.id, false from reached r
      join identity_organisations o on o.parent_id = r.id and not r.whole
    ) select what, id as "organisationId", whole as "wholeCity" from reached`.execute(db)
  return rows
}

export async function members(db: Db, organisationId: string): Promise<Member[]> {
  const rows = await tables(db)
    .selectFrom('identity_memberships as m')
    .innerJoin('identity_accounts as a', 'a.id', 'm.account_id')
    .select(['m.id', 'm.role', 'm.account_id', 'm.organisation_id', 'm.created_at', 'a.name', 'a.email', 'a.language'])
    .where('m.organisation_id', '=', organisationId)
    .orderBy('a.name')
    .orderBy('m.role')
    .execute()
  return rows.map(({ account_id, organisation_id, created_at, language, ...rest }) => ({
    ...rest,
    language: languageOf(language),
    accountId: account_id,
    organisationId: organisation_id,
    since: created_at,
  }))
}

export async function membershipsOf(db: Db, accountId: string): Promise<(Membership & { organisation: Texts })[]> {
  return tables(db)
    .selectFrom('identity_memberships as m')
    .innerJoin('identity_organisations as o', 'o.id', 'm.organisation_id')
    .select(['m.id', 'm.role', 'm.organisation_id as organisationId', 'o.names as organisation'])
    .where('m.account_id', '=', accountId)
    .orderBy('m.created_at')
    .execute()
}

export async function membership(db: Db, id: string): Promise<(Membership & { accountId: string }) | undefined> {
  return tables(db)
    .selectFrom('identity_memberships')
    .select(['id', 'role', 'organisation_id as organisationId', 'account_id as accountId'])
    .where('id', '=', id)
    .executeTakeFirst()
}

type NewMembership = Membership & { accountId: string; at: Date; by: string }

/** False where the account holds that role there already. */
export async function addMembership(tx: Tx, { id, accountId, organisationId, role, at, by }: NewMembership) {
  const row = await tables(tx)
    .insertInto('identity_memberships')
    .values({ id, account_id: accountId, organisation_id: organisationId, role, created_at: at, created_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False where it was gone already. */
export async function removeMembership(tx: Tx, id: string): Promise<boolean> {
  const row = await tables(tx)
    .deleteFrom('identity_memberships')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The accounts that administer the whole city, held still until the transaction ends, so that two cannot remove each other. */
export async function lockAdministrators(tx: Tx): Promise<string[]> {
  const rows = await administrators(tx).forUpdate('m').execute()
  return rows.map((row) => row.account_id)
}

export async function anyAdministrator(db: Db): Promise<boolean> {
  return (await administrators(db).limit(1).executeTakeFirst()) !== undefined
}

const administrators = (db: Db) =>
  tables(db)
    .selectFrom('identity_memberships as m')
    .innerJoin('identity_organisations as o', 'o.id', 'm.organisation_id')
    .select('m.account_id')
    .where('o.kind', '=', 'city')
    .where('m.role', '=', 'administrator')
    .orderBy('m.id')

const organisationOf = (row: Tables['identity_organisations']): Organisation => ({
  id: row.id,
  kind: row.kind,
  names: row.names,
  parentId: row.parent_id ?? undefined,
})
