/** The savings' tables and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Pass } from '#governance'
import type {
  Act,
  AdjustmentDraft,
  BroughtFile,
  KnownRate,
  Plan,
  PlanAdjustment,
  RateDraft,
  ResultContent,
  VerificationDraft,
} from './types.ts'

type ActRow = { at: Date; by: string; entry_id: string }
type Released = ActRow & { release_id: string }
type Tables = {
  infrastructure_savings_plans: ActRow & { id: string; content: Plan }
  infrastructure_savings_seals: Released & { plan_id: string; sha256: string }
  infrastructure_savings_adjustments: Released & { id: string; plan_id: string; content: AdjustmentDraft }
  infrastructure_savings_files: ActRow & {
    id: string
    plan_id: string
    kind: BroughtFile['kind']
    name: string
    sha256: string
    bytes: number | string
    unit: string | null
  }
  infrastructure_savings_results: ActRow & {
    id: string
    plan_id: string
    number: number
    content: ResultContent
    bundle_sha256: string
    bundle_bytes: number | string
  }
  infrastructure_savings_verifications: ActRow & { result_id: string; content: VerificationDraft }
  infrastructure_savings_publications: Released & { result_id: string }
  infrastructure_savings_rates: Released & { id: string; content: RateDraft }
}

export type KnownPlan = { id: string; plan: Plan; drafted: Act; seal?: Act & { sha256: string } }
export type KnownResult = {
  id: string
  planId: string
  number: number
  content: ResultContent
  bundle: { sha256: string; bytes: number }
  computed: Act
  verification?: Act & VerificationDraft
  publication?: Act
}

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
const actOf = ({ at, by, entry_id }: ActRow): Act => ({ at, by, entryId: entry_id })
const rowOf = ({ at, by, entryId }: Act): ActRow => ({ at, by, entry_id: entryId })
const releasedOf = (act: Act, pass: Pass): Released => ({ ...rowOf(act), release_id: pass.releaseId })

const PLANS_MAX = 1_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Newest first. */
export async function plans(db: Db | Tx, id?: string): Promise<KnownPlan[]> {
  if (id !== undefined && !UUID.test(id)) return []
  let query = tables(db).selectFrom('infrastructure_savings_plans').selectAll().orderBy('at', 'desc').limit(PLANS_MAX)
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.execute()
  const seals = await tables(db).selectFrom('infrastructure_savings_seals').selectAll().execute()
  const sealOf = new Map(seals.map((seal) => [seal.plan_id, { ...actOf(seal), sha256: seal.sha256 }]))
  return rows.map((row) => ({ id: row.id, plan: row.content, drafted: actOf(row), seal: sealOf.get(row.id) }))
}

/** The plan, nobody else changing it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<KnownPlan | undefined> {
  if (!UUID.test(id)) return undefined
  await tables(tx).selectFrom('infrastructure_savings_plans').select('id').where('id', '=', id).forUpdate().execute()
  return (await plans(tx, id))[0]
}

export async function writePlan(tx: Tx, id: string, plan: Plan, act: Act): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_savings_plans')
    .values({ id, content: json(plan), ...rowOf(act) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ content: json(plan), ...rowOf(act) }))
    .execute()
}

export async function addSeal(tx: Tx, planId: string, sha256: string, act: Act, pass: Pass): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_savings_seals')
    .values({ plan_id: planId, sha256, ...releasedOf(act, pass) })
    .execute()
}

export async function adjustments(db: Db | Tx, planId: string): Promise<PlanAdjustment[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_savings_adjustments')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ to: null, ...row.content, id: row.id, ...actOf(row) }))
}

export async function addAdjustment(
  tx: Tx,
  planId: string,
  { id, at, by, entryId, ...content }: PlanAdjustment,
  pass: Pass,
): Promise<void> {
  // prettier-ignore
  await tables(tx)
    .insertInto('infrastructure_savings_adjustments')
    .values({ id, plan_id: planId, content: json(content), ...releasedOf({ at, by, entryId }, pass) })
    .execute()
}

/** In the order in which they came. */
export async function files(db: Db | Tx, planId: string): Promise<BroughtFile[]> {
  const rows = await tables(db)
    .selectFrom('infrastructure_savings_files')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ kind: row.kind, name: row.name, sha256: row.sha256, bytes: Number(row.bytes), unit: row.unit ?? undefined },
    ...actOf(row),
  }))
}

export async function addFile(tx: Tx, id: string, planId: string, file: BroughtFile): Promise<void> {
  const { kind, name, sha256, bytes, unit = null, ...act } = file
  await tables(tx)
    .insertInto('infrastructure_savings_files')
    .values({ id, plan_id: planId, kind, name, sha256, bytes, unit, ...rowOf(act) })
    .execute()
}

/** Newest first; of one plan, or the one of this id. */
export async function results(db: Db | Tx, of: { planId?: string; id?: string } = {}): Promise<KnownResult[]> {
  if (of.id !== undefined && !UUID.test(of.id)) return []
  let query = tables(db).selectFrom('infrastructure_savings_results').selectAll().orderBy('number', 'desc')
  if (of.planId !== undefined) query = query.where('plan_id', '=', of.planId)
  if (of.id !== undefined) query = query.where('id', '=', of.id)
  const rows = await query.execute()
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [vouched, published] = await Promise.all([
    tables(db).selectFrom('infrastructure_savings_verifications').selectAll().where('result_id', 'in', ids).execute(),
    tables(db).selectFrom('infrastructure_savings_publications').selectAll().where('result_id', 'in', ids).execute(),
  ])
  const verificationOf = new Map(vouched.map((row) => [row.result_id, { ...row.content, ...actOf(row) }]))
  const publicationOf = new Map(published.map((row) => [row.result_id, actOf(row)]))
  return rows.map((row) => ({
    ...{ id: row.id, planId: row.plan_id, number: row.number, content: row.content, computed: actOf(row) },
    bundle: { sha256: row.bundle_sha256, bytes: Number(row.bundle_bytes) },
    verification: verificationOf.get(row.id),
    publication: publicationOf.get(row.id),
  }))
}

export async function addResult(tx: Tx, result: KnownResult): Promise<void> {
  const { id, planId, number, content, bundle, computed } = result
  await tables(tx)
    .insertInto('infrastructure_savings_results')
    .values({
      ...{ id, plan_id: planId, number, content: json(content), ...rowOf(computed) },
      ...{ bundle_sha256: bundle.sha256, bundle_bytes: bundle.bytes },
    })
    .execute()
}

export async function addVerification(tx: Tx, resultId: string, draft: VerificationDraft, act: Act): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_savings_verifications')
    .values({ result_id: resultId, content: json(draft), ...rowOf(act) })
    .execute()
}

export async function addPublication(tx: Tx, resultId: string, act: Act, pass: Pass): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_savings_publications')
    .values({ result_id: resultId, ...releasedOf(act, pass) })
    .execute()
}

/** One person at a time adds rates; the lock ends with the transaction. */
const LOCK = 8_131_986
export async function lockRates(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

export async function rates(db: Db | Tx): Promise<KnownRate[]> {
  const rows = await tables(db).selectFrom('infrastructure_savings_rates').selectAll().orderBy('at').execute()
  return rows.map((row) => ({ to: null, vat: 0, ...row.content, id: row.id, ...actOf(row) }))
}

export async function addRate(tx: Tx, { id, at, by, entryId, ...content }: KnownRate, pass: Pass): Promise<void> {
  await tables(tx)
    .insertInto('infrastructure_savings_rates')
    .values({ id, content: json(content), ...releasedOf({ at, by, entryId }, pass) })
    .execute()
}
