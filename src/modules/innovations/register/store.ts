/** The register's table and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Content, Entry } from './types.ts'

type Reader = Pick<Gate, 'isWithdrawn'>
type Row = Omit<Entry, keyof Content> & { content: Content }
const COLUMNS = sql`id, version, content, at, by, grounds`
const entryOf = ({ content, ...row }: Row): Entry => ({ ...content, ...row })

/** Whoever writes an entry waits for who writes it now. */
export async function lock(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`innovations ${id}`}, 0))`.execute(tx)
}

/** The newest version of each that the gate did not take back. */
export async function all(db: Db, reader: Reader): Promise<Entry[]> {
  const { rows } = await sql<Row>`select distinct on (id) ${COLUMNS} from innovations_entries
    where not ${reader.isWithdrawn(sql.ref('release_id'))} order by id, version desc`.execute(db)
  return rows.map(entryOf)
}

/** Newest first; without those that the gate took back. */
export async function versions(db: Db, reader: Reader, id: string): Promise<Entry[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from innovations_entries
    where id = ${id} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by version desc`.execute(db)
  return rows.map(entryOf)
}

/** The newest, or the newest by this one. */
export async function newest(tx: Tx, id: string, by?: string): Promise<Entry | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from innovations_entries
    where id = ${id} and (${by ?? null}::text is null or by = ${by ?? null}) order by version desc limit 1`.execute(tx)
  return rows[0] && entryOf(rows[0])
}

export type Written = Pick<Entry, 'id' | 'version' | 'at' | 'by' | 'grounds'> & { entryId: string; releaseId: string }

export async function add(tx: Tx, { id, version, at, by, grounds, entryId, releaseId }: Written, content: Content) {
  await sql`insert into innovations_entries (id, version, content, grounds, at, by, entry_id, release_id)
    values (${id}, ${version}, ${JSON.stringify(content)}, ${grounds}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx) // prettier-ignore
}
