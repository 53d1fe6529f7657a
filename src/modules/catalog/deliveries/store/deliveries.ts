/** Deliveries: each file that came in, what was read in it, what became of it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Content, Delivery, State } from '../types.ts'

type Tables = {
  catalog_deliveries: {
    id: string
    distribution_id: string
    number: number
    file_name: string
    media_type: string
    sha256: string
    bytes: number
    options: unknown
    figures: unknown
    state: State
    brought_by: string
    brought_at: Date
    job_id: string | null
    dictionary_version: number | null
    reading: unknown
    rows: number | null
    problem_count: number
    problems: unknown
    failure: unknown
    content: unknown
    fingerprint: string | null
    examination_id: string | null
    findings: unknown
    read_at: Date | null
    earlier: unknown
  }
}
type Row = Tables['catalog_deliveries']

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
const OVER = ['withdrawn', 'abandoned'] as const

const deliveryOf = (row: Row): Delivery => ({
  ...{ id: row.id, distributionId: row.distribution_id, number: row.number, fileName: row.file_name },
  ...{ mediaType: row.media_type, sha256: row.sha256, bytes: row.bytes, options: row.options as object },
  ...{ state: row.state, broughtBy: row.brought_by, broughtAt: row.brought_at, jobId: row.job_id ?? undefined },
  figures: (row.figures as Delivery['figures']) ?? undefined,
  dictionaryVersion: row.dictionary_version ?? undefined,
  reading: (row.reading as Delivery['reading']) ?? undefined,
  rows: row.rows ?? undefined,
  problemCount: row.problem_count,
  problems: row.problems as Delivery['problems'],
  failure: (row.failure as Delivery['failure']) ?? undefined,
  content: (row.content as Content) ?? undefined,
  fingerprint: row.fingerprint ?? undefined,
  examinationId: row.examination_id ?? undefined,
  findings: row.findings as Delivery['findings'],
  readAt: row.read_at ?? undefined,
  earlier: (row.earlier as Delivery['earlier']) ?? undefined,
})

const select = (db: Db | Tx) => tables(db).selectFrom('catalog_deliveries').selectAll()

export async function find(db: Db | Tx, id: string): Promise<Delivery | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && deliveryOf(row)
}

/** The delivery, with nobody else deciding on it until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Delivery | undefined> {
  const row = await select(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && deliveryOf(row)
}

/** The delivery of the same file for the same distribution, unless it is over. */
export async function same(db: Db | Tx, distributionId: string, sha256: string): Promise<Delivery | undefined> {
  const row = await select(db)
    .where('distribution_id', '=', distributionId)
    .where('sha256', '=', sha256)
    .where('state', 'not in', OVER)
    .executeTakeFirst()
  return row && deliveryOf(row)
}

export async function byExamination(tx: Tx, examinationId: string): Promise<Delivery[]> {
  return (await select(tx).where('examination_id', '=', examinationId).forUpdate().execute()).map(deliveryOf)
}

/** Newest first; `before` is the number that the page before ended with. */
export async function list(db: Db | Tx, distributionId: string, limit: number, before?: number): Promise<Delivery[]> {
  let query = select(db).where('distribution_id', '=', distributionId)
  if (before !== undefined) query = query.where('number', '<', before)
  return (await query.orderBy('number', 'desc').limit(limit).execute()).map(deliveryOf)
}

const UNDER_WAY = ['reading', 'stopped', 'ready', 'held', 'opened', 'refused'] as const

/**
 * Of each distribution of these organisations the newest delivery, where it is not published and not over; newest first. What
 * the house lays down goes on by itself until the gate or a dictionary stops it.
 */
export async function waiting(db: Db, organisations: string[], limit: number): Promise<Delivery[]> {
  if (organisations.length === 0) return []
  const rows = await select(db)
    .where('state', 'in', UNDER_WAY)
    .where(({ eb, or }) => or([eb('figures', 'is', null), eb('state', 'not in', ['reading', 'ready', 'opened'])]))
    .where(
      sql<boolean>`number = (select max(number) from catalog_deliveries newest
        where newest.distribution_id = catalog_deliveries.distribution_id and newest.state <> 'abandoned')`,
    )
    .where(
      sql<boolean>`distribution_id in (select r.id from catalog_distributions r join catalog_datasets d on d.id = r.dataset_id
        where d.organisation_id in (${sql.join(organisations)}))`,
    )
    .orderBy('brought_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(deliveryOf)
}

export type NewDelivery = Pick<
  Delivery,
  | 'id'
  | 'distributionId'
  | 'fileName'
  | 'mediaType'
  | 'sha256'
  | 'bytes'
  | 'options'
  | 'figures'
  | 'broughtBy'
  | 'broughtAt'
>

/** Adds it under the distribution's next number; the caller holds the distribution's dataset. */
export async function add(tx: Tx, draft: NewDelivery): Promise<Delivery> {
  const { id, distributionId, fileName, mediaType, sha256, bytes, options, figures, broughtBy, broughtAt } = draft
  const row = await tables(tx)
    .insertInto('catalog_deliveries')
    .values({
      ...{ id, distribution_id: distributionId, file_name: fileName, media_type: mediaType, sha256, bytes },
      number: sql`coalesce((select max(number) from catalog_deliveries where distribution_id = ${distributionId}), 0) + 1`,
      ...{
        options: json(options),
        figures: figures ? json(figures) : null,
        state: 'reading',
        brought_by: broughtBy,
        brought_at: broughtAt,
      },
    } as never)
    .returningAll()
    .executeTakeFirstOrThrow()
  return deliveryOf(row)
}

type Change = Partial<Omit<Delivery, 'id' | 'distributionId' | 'number'>>
const or = <T>(value: T | undefined): T | null => value ?? null

export async function update(tx: Db | Tx, id: string, change: Change): Promise<void> {
  const has = (name: keyof Change) => name in change
  await tables(tx)
    .updateTable('catalog_deliveries')
    .set({
      ...(has('state') && { state: change.state! }),
      ...(has('jobId') && { job_id: or(change.jobId) }),
      ...(has('dictionaryVersion') && { dictionary_version: or(change.dictionaryVersion) }),
      ...(has('options') && { options: json(change.options) }),
      ...(has('reading') && { reading: change.reading ? json(change.reading) : null }),
      ...(has('rows') && { rows: or(change.rows) }),
      ...(has('problemCount') && { problem_count: change.problemCount! }),
      ...(has('problems') && { problems: json(change.problems) }),
      ...(has('failure') && { failure: change.failure ? json(change.failure) : null }),
      ...(has('content') && { content: change.content ? json(change.content) : null }),
      ...(has('fingerprint') && { fingerprint: or(change.fingerprint) }),
      ...(has('examinationId') && { examination_id: or(change.examinationId) }),
      ...(has('findings') && { findings: json(change.findings) }),
      ...(has('readAt') && { read_at: or(change.readAt) }),
      ...(has('earlier') && { earlier: change.earlier ? json(change.earlier) : null }),
    })
    .where('id', '=', id)
    .execute()
}
