/** The table of statements and every query on it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Standing } from './rules.ts'
import { keyOf, stateOf } from './rules.ts'
import type { Cell, Stated } from './types.ts'

const FOUND = sql`select s.seq, s.id, s.indicator, s.area, s.period, s.value_seq as "valueSeq", s.withdrawn, s.supersedes,
    s.key, s.at, s.entry_id as "entryId", s.document, n.id as "supersededBy", n.withdrawn as "isGone"
  from network_statements s left join network_statements n on n.supersedes = s.id`
type Row = Omit<Stated, 'supersedes' | 'supersededBy' | 'state'> & {
  document: string
  supersedes: string | null
  supersededBy: string | null
  isGone: boolean | null
}
export type Found = Stated & { document: string }

const stated = ({ supersedes, supersededBy, isGone, ...row }: Row): Found => ({
  ...row,
  supersedes: supersedes ?? undefined,
  supersededBy: supersededBy ?? undefined,
  state: stateOf(row.withdrawn, isGone),
})

/** The newest statement of every value, by its cell. */
export async function standing(db: Db): Promise<Map<string, Standing>> {
  const { rows } = await sql<Cell & Standing>`select distinct on (indicator, area, period)
      indicator, area, period, id, value_seq as "valueSeq", withdrawn, key, at, issuer, document::jsonb->>'id' as address
    from network_statements order by indicator, area, period, seq desc`.execute(db)
  return new Map(rows.map((row) => [keyOf(row), row]))
}

export type New = Omit<Found, 'seq' | 'supersededBy' | 'state'>

export async function add(tx: Tx, one: New): Promise<void> {
  await sql`insert into network_statements (id, indicator, area, period, value_seq, withdrawn, supersedes, document, key, at, entry_id)
    values (${one.id}, ${one.indicator}, ${one.area}, ${one.period}, ${one.valueSeq}, ${one.withdrawn}, ${one.supersedes ?? null},
      ${one.document}, ${one.key}, ${one.at}, ${one.entryId})`.execute(tx)
}

export async function find(db: Db, id: string): Promise<Found | undefined> {
  const { rows } = await sql<Row>`${FOUND} where s.id = ${id}`.execute(db)
  return rows[0] && stated(rows[0])
}

/** What the city stated by this name, in the order in which it did. */
export async function after(
  db: Db,
  seq: number,
  limit: number,
  issuer: string,
  indicator?: string,
): Promise<{ seq: number; document: string; entryId: string }[]> {
  // prettier-ignore
  const { rows } = await sql<{ seq: number; document: string; entryId: string }>`select seq, document, entry_id as "entryId"
    from network_statements where issuer = ${issuer} and seq > ${seq} ${indicator === undefined ? sql`` : sql`and indicator = ${indicator}`} order by seq limit ${limit}`.execute(db)
  return rows
}

/** Everything that was stated of one value, newest first. */
export async function of(db: Db, { indicator, area, period }: Cell): Promise<Found[]> {
  const { rows } =
    await sql<Row>`${FOUND} where s.indicator = ${indicator} and s.area = ${area} and s.period = ${period}
    order by s.seq desc`.execute(db)
  return rows.map(stated)
}

/** Of all, newest first. */
export async function newest(db: Db, limit: number): Promise<Found[]> {
  const { rows } = await sql<Row>`${FOUND} order by s.seq desc limit ${limit}`.execute(db)
  return rows.map(stated)
}

export async function count(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from network_statements`.execute(db)
  return rows[0]!.count
}
