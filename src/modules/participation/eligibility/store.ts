/** The tables of eligibility and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { Way } from '../budgets/types.ts'
import type { Counts, Declaration, Entitlement, Voter } from './types.ts'

type VoterRow = {
  edition: string
  id: string
  way: Way
  person_key: string | null
  account_id: string | null
  pool: string | null
  needs_consent: boolean
  consent_entry: string | null
  consent_by: string | null
}
type CodeRow = {
  edition: string
  code_hash: string
  series: string
  person_key: string | null
  pool: string | null
  needs_consent: boolean
  voter_id: string | null
}
type DeclarationRow = {
  edition: string
  id: string
  account_id: string
  pool: string | null
  said: unknown
  decision: 'confirmed' | 'refused' | null
  reason: string | null
  entry_id: string | null
}
type Tables = {
  participation_register: { edition: string; person_key: string; pool: string | null; needs_consent: boolean }
  participation_voters: VoterRow
  participation_codes: CodeRow
  participation_declarations: DeclarationRow
  participation_entitlements: {
    edition: string
    voter_id: string
    section: string
    pool: string
    kind: Entitlement['kind']
    blinded: Buffer | null
  }
  participation_guesses: { key: string; count: number; day: string }
}
const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`

/** `consentBy`: the parent's account that consented from home. */
export type Enrolled = Voter & { personKey?: string; accountId?: string; consentBy?: string }
const voterOf = (row: VoterRow): Enrolled => ({
  ...{ id: row.id, edition: row.edition, way: row.way },
  ...(row.pool !== null && { pool: row.pool }),
  ...(row.person_key !== null && { personKey: row.person_key }),
  ...(row.account_id !== null && { accountId: row.account_id }),
  ...(row.consent_by !== null && { consentBy: row.consent_by }),
  needsConsent: row.needs_consent && row.consent_entry === null,
})

export type Entry = { personKey: string; pool?: string; needsConsent: boolean }

/** Adds who is missing and corrects who is there; says how many were new. In one order, whoever imports at the same time. */
export async function addRegister(tx: Tx, edition: string, entries: readonly Entry[]): Promise<number> {
  const before = await registered(tx, edition)
  const sorted = entries.toSorted((a, b) => (a.personKey < b.personKey ? -1 : 1))
  const columns = [
    { name: 'edition', type: 'text', values: sorted.map(() => edition) },
    { name: 'person_key', type: 'text', values: sorted.map(({ personKey }) => personKey) },
    { name: 'pool', type: 'text', values: sorted.map(({ pool }) => pool) },
    { name: 'needs_consent', type: 'boolean', values: sorted.map(({ needsConsent }) => String(needsConsent)) },
  ]
  const conflict = '(edition, person_key) do update set pool = excluded.pool, needs_consent = excluded.needs_consent'
  await insertMany(tx, 'participation_register', columns, conflict)
  return (await registered(tx, edition)) - before
}

async function registered(tx: Tx, edition: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from participation_register where edition = ${edition}`.execute(tx)
  return rows[0]!.n
}

export async function findEntry(db: Db | Tx, edition: string, personKey: string): Promise<Entry | undefined> {
  const row = await tables(db)
    .selectFrom('participation_register')
    .selectAll()
    .where('edition', '=', edition)
    .where('person_key', '=', personKey)
    .executeTakeFirst()
  return row && { personKey, needsConsent: row.needs_consent, ...(row.pool !== null && { pool: row.pool }) }
}

export type By = { id?: string; personKey?: string; accountId?: string }

/** The voter; with `lock`, held until the transaction ends, so that nothing is issued to them meanwhile. */
export async function findVoter(db: Db | Tx, edition: string, by: By, lock = false): Promise<Enrolled | undefined> {
  const [column, value] = by.id
    ? (['id', by.id] as const)
    : by.personKey
      ? (['person_key', by.personKey] as const)
      : (['account_id', by.accountId!] as const)
  const query = tables(db)
    .selectFrom('participation_voters')
    .selectAll()
    .where('edition', '=', edition)
    .where(column, '=', value)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && voterOf(row)
}

/** False where the person or the account is a voter already. */
export async function addVoter(tx: Tx, voter: Enrolled): Promise<boolean> {
  const { id, edition, way, personKey, accountId, pool, needsConsent } = voter
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_voters')
    .values({
      ...{ edition, id, way, person_key: personKey ?? null, account_id: accountId ?? null, pool: pool ?? null },
      ...{ needs_consent: needsConsent, consent_entry: null, consent_by: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What was not known of a voter before. */
export async function link(
  tx: Tx,
  { edition, id }: Voter,
  known: Pick<By, 'personKey' | 'accountId'> & { pool?: string },
) {
  await tables(tx)
    .updateTable('participation_voters')
    .set({
      ...(known.personKey && { person_key: known.personKey }),
      ...(known.accountId && { account_id: known.accountId }),
      ...(known.pool && { pool: known.pool }),
    })
    .where('edition', '=', edition)
    .where('id', '=', id)
    .execute()
}

/** The consent that stands in this entry of the ledger, by a parent from home or shown to a clerk; or none any more. */
export async function setConsent(tx: Tx, edition: string, id: string, consent?: { entryId: string; by?: string }): Promise<void> {
  await tables(tx)
    .updateTable('participation_voters')
    .set({ consent_entry: consent?.entryId ?? null, consent_by: consent?.by ?? null })
    .where('edition', '=', edition)
    .where('id', '=', id)
    .execute()
} // prettier-ignore

export type Found = { series: string; personKey?: string; pool?: string; needsConsent: boolean; voterId?: string }

export async function addCodes(tx: Tx, edition: string, series: string, codes: readonly (Entry | (Omit<Entry, 'personKey'> & { personKey?: undefined }))[], hashes: readonly string[]) {
  const order = hashes.map((hash, i) => ({ hash, code: codes[i]! })).sort((a, b) => (a.hash < b.hash ? -1 : 1))
  await insertMany(tx, 'participation_codes', [
    { name: 'edition', type: 'text', values: order.map(() => edition) },
    { name: 'code_hash', type: 'text', values: order.map(({ hash }) => hash) },
    { name: 'series', type: 'uuid', values: order.map(() => series) },
    { name: 'person_key', type: 'text', values: order.map(({ code }) => code.personKey) },
    { name: 'pool', type: 'text', values: order.map(({ code }) => code.pool) },
    { name: 'needs_consent', type: 'boolean', values: order.map(({ code }) => String(code.needsConsent)) },
  ])
} // prettier-ignore

/** The code, held until the transaction ends. */
export async function findCode(db: Db | Tx, edition: string, hash: string, lock = false): Promise<Found | undefined> {
  const query = tables(db)
    .selectFrom('participation_codes')
    .selectAll()
    .where('edition', '=', edition)
    .where('code_hash', '=', hash)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      ...{ series: row.series, needsConsent: row.needs_consent },
      ...(row.person_key !== null && { personKey: row.person_key }),
      ...(row.pool !== null && { pool: row.pool }),
      ...(row.voter_id !== null && { voterId: row.voter_id }),
    }
  )
}

export async function useCode(tx: Tx, edition: string, hash: string, voterId: string): Promise<void> {
  await tables(tx)
    .updateTable('participation_codes')
    .set({ voter_id: voterId })
    .where('edition', '=', edition)
    .where('code_hash', '=', hash)
    .execute()
}

/** False where one waits already. */
export async function addDeclaration(
  tx: Tx,
  row: { edition: string; id: string; accountId: string; pool?: string; said: object },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_declarations')
    .values({
      ...{ edition: row.edition, id: row.id, account_id: row.accountId, pool: row.pool ?? null, said: json(row.said) },
      ...{ decision: null, reason: null, entry_id: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

type Said = { name: string; address: string; born?: string; needsConsent: boolean; personKey?: string }
export type Waiting = Declaration & { accountId: string; needsConsent: boolean; personKey?: string }
const waitingOf = (row: DeclarationRow): Waiting => {
  const { name, address, born, needsConsent, personKey } = row.said as Said
  return {
    ...{ id: row.id, accountId: row.account_id, name, address, needsConsent },
    ...(row.pool !== null && { pool: row.pool }),
    ...(born && { born }),
    ...(personKey && { personKey }),
  }
}

const DECLARATIONS_SHOWN_MAX = 200

export async function waiting(db: Db, edition: string): Promise<Waiting[]> {
  const rows = await tables(db)
    .selectFrom('participation_declarations')
    .selectAll()
    .where('edition', '=', edition)
    .where('decision', 'is', null)
    .orderBy('id')
    .limit(DECLARATIONS_SHOWN_MAX)
    .execute()
  return rows.map(waitingOf)
}

/** The declaration, held until the transaction ends; 'decided' where somebody was quicker. */
export async function lockDeclaration(tx: Tx, edition: string, id: string): Promise<Waiting | 'decided' | undefined> {
  const row = await tables(tx)
    .selectFrom('participation_declarations')
    .selectAll()
    .where('edition', '=', edition)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && (row.decision === null ? waitingOf(row) : 'decided')
}

export async function decide(
  tx: Tx,
  edition: string,
  id: string,
  { decision, reason, entryId }: { decision: 'confirmed' | 'refused'; reason: string; entryId: string },
): Promise<void> {
  await tables(tx)
    .updateTable('participation_declarations')
    .set({ decision, reason, entry_id: entryId, said: null })
    .where('edition', '=', edition)
    .where('id', '=', id)
    .execute()
}

export async function lastDeclaration(db: Db, edition: string, accountId: string) {
  return tables(db)
    .selectFrom('participation_declarations')
    .select(['decision', 'reason'])
    .where('edition', '=', edition)
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type Right = Entitlement & { blinded?: Buffer }

/** Undefined where it was added now; else what was there. */
export async function entitle(tx: Tx, edition: string, voterId: string, right: Right): Promise<Right | undefined> {
  const { section, pool, kind, blinded = null } = right
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_entitlements')
    .values({ edition, voter_id: voterId, section, pool, kind, blinded })
    .onConflict((conflict) => conflict.columns(['edition', 'voter_id', 'section']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return undefined
  return (await rightsOf(tx, edition, voterId)).find((one) => one.section === section)
}

export async function rightsOf(db: Db | Tx, edition: string, voterId: string): Promise<Right[]> {
  const rows = await tables(db)
    .selectFrom('participation_entitlements')
    .select(['section', 'pool', 'kind', 'blinded'])
    .where('edition', '=', edition)
    .where('voter_id', '=', voterId)
    .orderBy('section')
    .execute()
  return rows.map(({ blinded, ...right }) => ({ ...right, ...(blinded && { blinded }) }))
}

export async function entitledByPool(db: Db | Tx, edition: string) {
  const { rows } = await sql<{ pool: string; kind: Entitlement['kind']; count: number }>`
    select pool, kind, count(*) as count from participation_entitlements
    where edition = ${edition} group by pool, kind`.execute(db)
  return rows
}

/** An account is gone: what it declared and nobody decided on, and that it was this voter's. That they voted stays. */
export async function forget(tx: Tx, accountId: string): Promise<void> {
  await tables(tx)
    .deleteFrom('participation_declarations')
    .where('account_id', '=', accountId)
    .where('decision', 'is', null)
    .execute()
  await tables(tx)
    .updateTable('participation_voters')
    .set({ account_id: null })
    .where('account_id', '=', accountId)
    .execute()
}

/** What a blinded token was is of no use once the keys are gone. */
export async function forgetBlinded(tx: Tx, edition: string): Promise<void> {
  await tables(tx)
    .updateTable('participation_entitlements')
    .set({ blinded: null })
    .where('edition', '=', edition)
    .where('blinded', 'is not', null)
    .execute()
}

/** How often it was tried today, this time included. */
export async function guess(db: Db, key: string, day: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    insert into participation_guesses as g (key, count, day) values (${key}, 1, ${day})
    on conflict (key) do update set day = excluded.day, count = case when g.day = excluded.day then g.count + 1 else 1 end
    returning count`.execute(db)
  return rows[0]!.count
}

export async function forgive(db: Db, key: string): Promise<void> {
  await tables(db).deleteFrom('participation_guesses').where('key', '=', key).execute()
}

export async function counts(db: Db, edition: string): Promise<Counts> {
  const { rows } = await sql<Counts>`select
    (select count(*) from participation_register where edition = ${edition}) as register,
    (select count(*) from participation_voters where edition = ${edition}) as voters,
    (select count(*) from participation_codes where edition = ${edition}) as codes,
    (select count(*) from participation_codes where edition = ${edition} and voter_id is not null) as "codesUsed",
    (select count(*) from participation_declarations where edition = ${edition} and decision is null) as waiting
  `.execute(db)
  return rows[0]!
}
