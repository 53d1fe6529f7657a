/** The table of statements and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Standing } from './rules.ts'
import { keyOf } from './rules.ts'
import type { Cell, Stated } from './types.ts'

const COLUMNS = sql`s.seq, s.id, s.indicator, s.area, s.period, s.value_seq as "valueSeq", s.withdrawn, s.supersedes,
  s.key, s.at, s.entry_id as "entryId", (select n.id from network_statements n where n.supersedes = s.id limit 1) as "supersededBy"`
type Row = Omit<Stated, 'supersedes' | 'supersededBy'> & { supersedes: string | null; supersededBy: string | null }
const stated = <R extends Row>({ supersedes, supersededBy, ...row }: R) => ({
  ...row,
  supersedes: supersedes ?? undefined,
  supersededBy: supersededBy ?? undefined,
})

/** The newest statement of every value, by its cell. */
export async function standing(db: Db): Promise<Map<string, Standing>> {
  const { rows } = await sql<Cell & Standing>`select distinct on (indicator, area, period)
      indicator, area, period, id, value_seq as "valueSeq", withdrawn, key, at
    from network_statements order by indicator, area, period, seq desc`.execute(db)
  return new Map(rows.map((row) => [keyOf(row), row]))
}

export type New = Omit<Stated, 'seq' | 'supersededBy'> & { document: string }

export async function add(tx: Tx, one: New): Promise<void> {
  await sql`insert into network_statements (id, indicator, area, period, value_seq, withdrawn, supersedes, document, key, at, entry_id)
    values (${one.id}, ${one.indicator}, ${one.area}, ${one.period}, ${one.valueSeq}, ${one.withdrawn}, ${one.supersedes ?? null},
      ${one.document}, ${one.key}, ${one.at}, ${one.entryId})`.execute(tx)
}

export async function find(db: Db, id: string): Promise<(Stated & { document: string }) | undefined> {
  const { rows } = await sql<Row & { document: string }>`select ${COLUMNS}, s.document from network_statements s
    where s.id = ${id}`.execute(db)
  return rows[0] && stated(rows[0])
}

/** In the order in which they were stated. */
export async function after(
  db: Db,
  seq: number,
  limit: number,
): Promise<{ seq: number; document: string; entryId: string }[]> {
  // prettier-ignore
  const { rows } = await sql<{ seq: number; document: string; entryId: string }>`select seq, document, entry_id as "entryId"
    from network_statements where seq > ${seq} order by seq limit ${limit}`.execute(db)
  return rows
}

/** Everything that was stated of one value, newest first. */
export async function of(db: Db, { indicator, area, period }: Cell): Promise<Stated[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_statements s
    where s.indicator = ${indicator} and s.area = ${area} and s.period = ${period} order by s.seq desc`.execute(db)
  return rows.map(stated)
}

/** The newest of all, newest first. */
export async function newest(db: Db, limit: number): Promise<Stated[]> {
  const { rows } = await sql<Row>`select ${COLUMNS} from network_statements s order by s.seq desc limit ${limit}`.execute(db) // prettier-ignore
  return rows.map(stated)
}

export async function count(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from network_statements`.execute(db)
  return rows[0]!.count
}
