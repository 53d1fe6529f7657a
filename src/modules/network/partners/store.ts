/** The table of the city's ties and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Tie, TieContent } from './types.ts'

type Reader = Pick<Gate, 'isWithdrawn'>
type Row = Omit<Tie, keyof TieContent> & { content: TieContent }
const COLUMNS = sql`id, version, content, at, by, grounds`
const tieOf = ({ content, ...row }: Row): Tie => ({ ...content, ...row })

/** Whoever writes a tie waits for who writes it now. */
export async function lock(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`network ties ${id}`}, 0))`.execute(tx)
}

/** The newest version of each that the gate did not take back. */
export async function all(db: Db | Tx, reader: Reader): Promise<Tie[]> {
  const { rows } = await sql<Row>`select distinct on (id) ${COLUMNS} from network_ties
    where not ${reader.isWithdrawn(sql.ref('release_id'))} order by id, version desc`.execute(db)
  return rows.map(tieOf)
}

/** Newest first; without those that the gate took back. */
export async function versions(db: Db, reader: Reader, id: string): Promise<Tie[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_ties
    where id = ${id} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by version desc`.execute(db)
  return rows.map(tieOf)
}

/** The newest, or the newest by this one. */
export async function newest(tx: Tx, id: string, by?: string): Promise<Tie | undefined> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_ties
    where id = ${id} and (${by ?? null}::text is null or by = ${by ?? null}) order by version desc limit 1`.execute(tx)
  return rows[0] && tieOf(rows[0])
}

export type Written = Pick<Tie, 'id' | 'version' | 'at' | 'by' | 'grounds'> & { entryId: string; releaseId: string }
export async function add(tx: Tx, { id, version, at, by, grounds, entryId, releaseId }: Written, content: TieContent) {
  await sql`insert into network_ties (id, version, content, grounds, at, by, entry_id, release_id)
    values (${id}, ${version}, ${JSON.stringify(content)}, ${grounds}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx) // prettier-ignore
}
