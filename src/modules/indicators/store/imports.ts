/** Imports: the file that came in, what was read from it, what was rejected. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Column, type Db, type Tx } from '#platform/db'
import type { Finding } from '#governance'
import type { Change, Import } from '../types.ts'
import { json, tables } from './tables.ts'

export type NewImport = Pick<Import, 'id' | 'dataset' | 'fileName' | 'sha256' | 'bytes' | 'broughtBy' | 'broughtAt'> & {
  options: unknown
  organisation?: string
  origin?: Import['origin']
}
export type Stored = Import & {
  options: unknown
  layout?: unknown
  organisation?: string
  checkedSeq?: number
  found?: Finding[]
}

export async function add(tx: Tx, draft: NewImport): Promise<Stored> {
  const row = await tables(tx)
    .insertInto('indicators_imports')
    .values({
      id: draft.id,
      dataset_id: draft.dataset ?? null,
      file_name: draft.fileName,
      sha256: draft.sha256,
      bytes: draft.bytes,
      options: json(draft.options),
      organisation_id: draft.organisation ?? null,
      brought_by: draft.broughtBy,
      brought_at: draft.broughtAt,
      state: 'reading',
      origin: draft.origin ?? 'file',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return importOf(row)
}

type Row = Awaited<ReturnType<typeof rowById>>

const rowById = (db: Db | Tx, id: string) =>
  tables(db).selectFrom('indicators_imports').selectAll().where('id', '=', id).executeTakeFirst()

export async function find(db: Db | Tx, id: string): Promise<Stored | undefined> {
  const row = await rowById(db, id)
  return row && importOf(row)
}

/** The import, locked until the transaction ends. */
export async function lock(tx: Tx, id: string): Promise<Stored | undefined> {
  const row = await tables(tx)
    .selectFrom('indicators_imports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && importOf(row)
}

export async function byNumber(db: Db, number: number): Promise<Stored | undefined> {
  const row = await tables(db)
    .selectFrom('indicators_imports')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row && importOf(row)
}

/** Imports of the same bytes read in the same way, which are not given up. */
export async function same(db: Db | Tx, sha256: string, options: unknown): Promise<Stored | undefined> {
  const row = await tables(db)
    .selectFrom('indicators_imports')
    .selectAll()
    .where('sha256', '=', sha256)
    .where(sql<boolean>`options = ${json(options)}`)
    .where('state', 'in', ['reading', 'read', 'returned', 'verified', 'published'])
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row && importOf(row)
}

/** Newest first. */
export async function list(db: Db, limit: number, before?: number, states?: Import['state'][]): Promise<Stored[]> {
  let query = tables(db).selectFrom('indicators_imports').selectAll().orderBy('number', 'desc').limit(limit)
  if (states) query = query.where('state', 'in', states)
  if (before !== undefined) query = query.where('number', '<', before)
  return (await query.execute()).map(importOf)
}

type Update = Partial<
  Pick<Import, 'state' | 'jobId' | 'format' | 'encoding' | 'accepted' | 'rejected' | 'unchanged' | 'failure'>
> & { layout?: unknown; found?: Finding[] }

export async function update(db: Db | Tx, number: number, change: Update): Promise<void> {
  const { jobId, failure, layout, found, ...rest } = change
  await tables(db)
    .updateTable('indicators_imports')
    .set({
      ...rest,
      ...(jobId && { job_id: jobId }),
      ...(failure && { failure: json(failure) }),
      ...(layout !== undefined && { layout: json(layout) }),
      ...(found && { found: json(found) }),
    })
    .where('number', '=', number)
    .execute()
}

/** Forgets what was read, so that a reading which was interrupted can begin anew. */
export async function clear(db: Db | Tx, number: number): Promise<void> {
  await tables(db).deleteFrom('indicators_observations').where('import_number', '=', number).execute()
  await tables(db).deleteFrom('indicators_rejections').where('import_number', '=', number).execute()
  await tables(db).deleteFrom('indicators_findings').where('import_number', '=', number).execute()
}

export type RejectionRow = { line: number; details: unknown }

export async function addRejections(db: Db, number: number, first: number, rows: RejectionRow[]): Promise<void> {
  if (rows.length === 0) return
  await insertMany(db, 'indicators_rejections', [
    { name: 'import_number', type: 'int4', values: rows.map(() => number) },
    { name: 'position', type: 'int4', values: rows.map((_, i) => first + i) },
    { name: 'line', type: 'int8', values: rows.map((row) => row.line) },
    { name: 'details', type: 'jsonb', values: rows.map((row) => JSON.stringify(row.details)) },
  ])
}

export async function rejections(db: Db, number: number, limit: number, from = 0): Promise<RejectionRow[]> {
  return tables(db)
    .selectFrom('indicators_rejections')
    .select(['line', 'details'])
    .where('import_number', '=', number)
    .where('position', '>=', from)
    .orderBy('position')
    .limit(limit)
    .execute()
}

export async function addObservations(db: Db, columns: Column[]): Promise<void> {
  await insertMany(db, 'indicators_observations', columns)
}

/** More rows than this are compared with all that is published of their measures, fewer are looked up one by one. */
const LOOKED_UP_MAX = 10_000

/**
 * The latest published observation of each key of an import. Which way is told, not left to the planner: of an import that
 * was read just now it has no statistics yet, and takes millions of rows for a few.
 */
async function currentOf(db: Db | Tx, number: number): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select from indicators_observations
    where import_number = ${number} limit ${LOOKED_UP_MAX + 1}) as brought`.execute(db)
  const published =
    rows[0]!.n <= LOOKED_UP_MAX
      ? sql`indicators_observations k join indicators_observations o on k.import_number = ${number}
          and o.area_id = k.area_id and o.measure_id = k.measure_id and o.dimension = k.dimension and o.period = k.period`
      : sql`(select distinct measure_id from indicators_observations where import_number = ${number}) k
          join indicators_observations o on o.measure_id = k.measure_id`
  return sql`(select distinct on (o.area_id, o.measure_id, o.dimension, o.period) o.*
    from ${published} join indicators_publications p on p.import_number = o.import_number
    order by o.area_id, o.measure_id, o.dimension, o.period, p.seq desc)`
}

const SAME_KEY = sql`c.area_id = n.area_id and c.measure_id = n.measure_id and c.dimension = n.dimension and c.period = n.period`

/** Drops the rows that say what is known already; gives how many there were. */
export async function dropUnchanged(db: Db | Tx, number: number): Promise<number> {
  const result = await sql`delete from indicators_observations n using ${await currentOf(db, number)} c
    where n.import_number = ${number} and ${SAME_KEY}
      and n.value is not distinct from c.value and n.status = c.status`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** How many of the import's figures were known before, whatever they said. */
export async function corrections(tx: Tx, number: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from indicators_observations n
    where n.import_number = ${number} and exists (select from indicators_observations o
      join indicators_publications p on p.import_number = o.import_number
      where o.area_id = n.area_id and o.measure_id = n.measure_id and o.dimension = n.dimension
        and o.period = n.period and o.import_number <> ${number})`.execute(tx)
  return rows[0]!.n
}

/** What publishing the import would change, by line; `added` and `changed` count all of them. */
export async function changes(
  db: Db,
  number: number,
  limit: number,
): Promise<{ added: number; changed: number; changes: Change[] }> {
  const joined = sql`from indicators_observations n left join ${await currentOf(db, number)} c on ${SAME_KEY} where n.import_number = ${number}`
  const count = await sql<{ added: number; changed: number }>`select count(*) filter (where c.area_id is null) as added,
    count(*) filter (where c.area_id is not null) as changed ${joined}`.execute(db)
  const { rows } = await sql<
    Omit<Change, 'note'> & { known: boolean; note: string | null }
  >`select n.area_id as area, n.measure_id as measure, n.dimension, n.period,
    c.area_id is not null as known, c.value as before, n.value as after, c.status as "statusBefore", n.status as "statusAfter", n.line, n.note
    ${joined} order by (c.area_id is null), n.line limit ${limit}`.execute(db)
  return {
    added: Number(count.rows[0]!.added),
    changed: Number(count.rows[0]!.changed),
    changes: rows.map(({ known, before, statusBefore, note, ...change }) => ({
      ...change,
      ...(known && { before, statusBefore }),
      ...(note !== null && { note }),
    })),
  }
}

function importOf(row: NonNullable<Row>): Stored {
  return {
    id: row.id,
    number: row.number,
    dataset: row.dataset_id ?? undefined,
    fileName: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    broughtBy: row.brought_by,
    broughtAt: row.brought_at,
    state: row.state,
    jobId: row.job_id ?? undefined,
    format: row.format ?? undefined,
    encoding: row.encoding ?? undefined,
    accepted: row.accepted,
    rejected: row.rejected,
    unchanged: row.unchanged,
    failure: (row.failure as Import['failure']) ?? undefined,
    origin: row.origin,
    suspected: { high: row.suspected_high, low: row.suspected_low },
    checkedSeq: row.checked_seq ?? undefined,
    found: row.found ?? undefined,
    options: row.options,
    layout: row.layout ?? undefined,
    organisation: row.organisation_id ?? undefined,
  }
}
