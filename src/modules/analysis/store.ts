/** The analysis' table and every query on it. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate, Pass } from '#governance'
import type { Target, TargetDraft } from './types/index.ts'

type Details = Omit<TargetDraft, 'area' | 'indicator'> & Pick<Target, 'bound'>
type Row = {
  area_id: string
  id: string
  version: number
  indicator_id: string
  details: Details
  withdrawn: boolean
  at: Date
  by: string
  grounds: string
  entry_id: string
  release_id: string
}
type Tables = { analysis_targets: Row }
/** A target with who wrote this version of it, and the ledger's entry about it. */
export type Written = Target & { by: string; entryId: string }

/** One person at a time writes targets; the lock ends with the transaction. */
const LOCK = 8_131_979

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

/** What the gate took back is not shown to everybody. */
type Reader = Pick<Gate, 'isWithdrawn'>
const goneTo = (reader: Reader) => reader.isWithdrawn(sql.ref('release_id'))
/** The versions that the gate took back, of all targets or of one. */
export async function gone(db: Db, reader: Reader, id?: string): Promise<Set<string>> {
  let query = tables(db).selectFrom('analysis_targets').select(['id', 'version']).where(goneTo(reader))
  if (id !== undefined) query = query.where('id', '=', id)
  return new Set((await query.execute()).map(keyOf))
}
export const keyOf = ({ id, version }: Pick<Target, 'id' | 'version'>): string => `${id} ${version}`

/** The newest version of each, withdrawn ones too; of the versions that `by` wrote, where it is named. */
export async function all(db: Db | Tx, by?: string): Promise<Written[]> {
  let query = tables(db)
    .selectFrom('analysis_targets')
    .selectAll()
    .distinctOn('id')
    .orderBy('id')
    .orderBy('version', 'desc')
  if (by !== undefined) query = query.where('by', '=', by)
  return (await query.execute()).map(targetOf)
}

/** Newest first; none where there is no such target. */
export async function versions(db: Db | Tx, id: string): Promise<Written[]> {
  const rows = await tables(db)
    .selectFrom('analysis_targets')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(targetOf)
}

export async function add(
  tx: Tx,
  { area, indicator, entryId, ...target }: Written,
  { releaseId }: Pass,
): Promise<void> {
  const { id, version, withdrawn, at, by, grounds, ...details } = target
  await tables(tx)
    .insertInto('analysis_targets')
    .values({
      ...{ area_id: area, id, version, indicator_id: indicator, details: json(details) },
      ...{ withdrawn, at, by, grounds, entry_id: entryId, release_id: releaseId },
    })
    .execute()
}

/** Changes whenever a target does, or is taken back at the gate. */
export async function stamp(db: Db, reader: Reader): Promise<string> {
  const { count, gone } = await tables(db)
    .selectFrom('analysis_targets')
    .select(({ fn }) => [
      fn.countAll<string>().as('count'),
      fn.countAll<string>().filterWhere(goneTo(reader)).as('gone'),
    ])
    .executeTakeFirstOrThrow()
  return `${count}-${gone}`
}

function targetOf({ area_id, indicator_id, details, entry_id, release_id: _, ...row }: Row): Written {
  return { ...details, ...row, area: area_id, indicator: indicator_id, entryId: entry_id }
}
