/** The dictionaries that a distribution's deliveries are read by, with the rules that mend and treat them, in versions. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Dictionary } from '#tables'
import type { Ruling } from '../types.ts'

type Tables = {
  catalog_dictionaries: {
    distribution_id: string
    version: number
    dictionary: unknown
    treatment: unknown
    at: Date
    by: string
    entry_id: string
    delivery_id: string | null
  }
}
const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`

/** The newest, or the one of that version. */
export async function find(db: Db | Tx, distributionId: string, version?: number): Promise<Ruling | undefined> {
  let query = tables(db).selectFrom('catalog_dictionaries').selectAll().where('distribution_id', '=', distributionId)
  if (version !== undefined) query = query.where('version', '=', version)
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst()
  return (
    row && {
      ...{ version: row.version, at: row.at, by: row.by, entryId: row.entry_id },
      ...{ dictionary: row.dictionary as Dictionary, treatment: row.treatment as Ruling['treatment'] },
      deliveryId: row.delivery_id ?? undefined,
    }
  )
}

export async function add(tx: Tx, distributionId: string, ruling: Ruling): Promise<void> {
  const { version, dictionary, treatment, at, by, entryId, deliveryId } = ruling
  await tables(tx)
    .insertInto('catalog_dictionaries')
    .values({
      ...{ distribution_id: distributionId, version, at, by, entry_id: entryId, delivery_id: deliveryId ?? null },
      ...{ dictionary: json(dictionary), treatment: json(treatment) },
    })
    .execute()
}
