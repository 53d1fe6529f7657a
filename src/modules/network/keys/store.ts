/** The table of the city's keys and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type Row = {
  multibase: string
  sealed: Buffer
  made_at: Date
  made_by: string
  introduction: object | null
  expires: Date | null
  revoked: Date | null
  grounds: string | null
}
const tables = (db: Db | Tx) => db.withTables<{ network_keys: Row & { seq: number } }>()

/** Whoever makes or changes a key waits for who does so now. */
export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('network keys', 0))`.execute(tx)
}

/** Newest first. */
export const all = (db: Db | Tx): Promise<Row[]> =>
  tables(db).selectFrom('network_keys').selectAll().orderBy('seq', 'desc').execute()

export async function add(tx: Tx, row: Pick<Row, 'multibase' | 'sealed' | 'made_at' | 'made_by' | 'introduction'>) {
  await sql`insert into network_keys (multibase, sealed, made_at, made_by, introduction)
    values (${row.multibase}, ${row.sealed}, ${row.made_at}, ${row.made_by}, ${row.introduction && JSON.stringify(row.introduction)})`.execute(tx) // prettier-ignore
}

export async function change(tx: Tx, multibase: string, set: Partial<Pick<Row, 'expires' | 'revoked' | 'grounds'>>) {
  await tables(tx).updateTable('network_keys').set(set).where('multibase', '=', multibase).execute()
}
