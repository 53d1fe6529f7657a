/** The table of cards, and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate } from '#governance'
import type { Card, Kind } from './types.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const CARDS_MAX = 5_000
type Reader = Pick<Gate, 'isWithdrawn'>
type Row = Pick<Card<object>, 'id' | 'version' | 'at' | 'by' | 'grounds'> & { content: object }
const COLUMNS = sql`id, version, content, at, by, grounds`
const cardOf = <Content>({ content, ...row }: Row) => ({ ...content, ...row }) as Card<Content>

/** Whoever writes a card waits for who writes it now. */
export async function lock(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`card ${id}`}, 0))`.execute(tx)
}

/** The newest version of each that the gate did not take back. */
export async function all<Content>(db: Db, reader: Reader, kind: Kind): Promise<Card<Content>[]> {
  const { rows } = await sql<Row>`select distinct on (id) ${COLUMNS} from innovations_cards
    where kind = ${kind} and not ${reader.isWithdrawn(sql.ref('release_id'))} order by id, version desc
    limit ${CARDS_MAX}`.execute(db)
  return rows.map((row) => cardOf<Content>(row))
}

/** Newest first; without those that the gate took back. */
export async function versions<Content>(db: Db | Tx, reader: Reader, kind: Kind, id: string): Promise<Card<Content>[]> {
  if (!UUID.test(id)) return []
  const { rows } = await sql<Row>`select ${COLUMNS} from innovations_cards
    where kind = ${kind} and id = ${id} and not ${reader.isWithdrawn(sql.ref('release_id'))}
    order by version desc`.execute(db)
  return rows.map((row) => cardOf<Content>(row))
}

/** Of all versions, those that were taken back among them. */
export async function last(tx: Tx, kind: Kind, id: string): Promise<{ version: number; by: string } | undefined> {
  if (!UUID.test(id)) return undefined
  const { rows } = await sql<{ version: number; by: string }>`select version,
      first_value(by) over (order by version) as by
    from innovations_cards where kind = ${kind} and id = ${id} order by version desc limit 1`.execute(tx)
  return rows[0]
}

type Written = Pick<Row, 'id' | 'version' | 'at' | 'by' | 'grounds'> & { entryId: string; releaseId: string }
export async function add(
  tx: Tx,
  kind: Kind,
  { id, version, at, by, grounds, entryId, releaseId }: Written,
  content: object,
) {
  await sql`insert into innovations_cards (kind, id, version, content, grounds, at, by, entry_id, release_id)
    values (${kind}, ${id}, ${version}, ${JSON.stringify(content)}, ${grounds}, ${at}, ${by}, ${entryId}, ${releaseId})`.execute(tx) // prettier-ignore
}
