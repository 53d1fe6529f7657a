/** Definitions of indicators, every version of them. */
import type { Db, Tx } from '#platform/db'
import type { Definition } from '../types.ts'
import { json, LATEST, tables } from './tables.ts'

/** The version of each definition that was valid after publication `seq`. */
export async function all(db: Db | Tx, seq = LATEST): Promise<Definition[]> {
  const rows = await tables(db)
    .selectFrom('indicators_definitions')
    .selectAll()
    .distinctOn('id')
    .where('seq', '<=', seq)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ details, version, seq }) => ({ ...details, version, seq }))
}

/** All versions of one, newest first. */
export async function versions(db: Db | Tx, id: string): Promise<Definition[]> {
  const rows = await tables(db)
    .selectFrom('indicators_definitions')
    .selectAll()
    .where('id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ details, version, seq }) => ({ ...details, version, seq }))
}

export async function add(tx: Tx, { version, seq, ...details }: Definition): Promise<void> {
  await tables(tx)
    .insertInto('indicators_definitions')
    .values({ id: details.id, version, seq, details: json(details) })
    .execute()
}
