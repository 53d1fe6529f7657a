/** Registrations of other sources: kept as documents, asked of nobody yet. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type Registration = {
  id: string
  details: { given: Record<string, unknown>; context: unknown; types: string[]; attributes: string[] }
  owner: string | null
  by: string
}

const COLUMNS = sql`id, details, owner, by`

export async function add(tx: Tx, { id, details, owner, by }: Registration, at: Date): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into infrastructure_registrations (id, details, owner, by, created_at, modified_at)
    values (${id}, ${JSON.stringify(details)}, ${owner}, ${by}, ${at}, ${at}) on conflict (id) do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}
export const change = (tx: Tx, { id, details }: Pick<Registration, 'id' | 'details'>, at: Date) =>
  sql`update infrastructure_registrations set details = ${JSON.stringify(details)}, modified_at = ${at} where id = ${id}`.execute(
    tx,
  )
export const remove = (tx: Tx, id: string) => sql`delete from infrastructure_registrations where id = ${id}`.execute(tx)

export async function find(db: Db, id: string): Promise<Registration | undefined> {
  const { rows } =
    await sql<Registration>`select ${COLUMNS} from infrastructure_registrations where id = ${id}`.execute(db)
  return rows[0]
}

/** Those that tell of any of the types, and of any of the attributes. */
export async function list(
  db: Db,
  asked: { types?: string[]; attributes?: string[] },
  limit: number,
  offset: number,
): Promise<{ rows: Registration[]; count: number }> {
  const where = sql`(${asked.types ?? null}::text[] is null or details -> 'types' ?| ${asked.types ?? []}::text[])
    and (${asked.attributes ?? null}::text[] is null or details -> 'attributes' = '[]' or details -> 'attributes' ?| ${asked.attributes ?? []}::text[])`
  const { rows } = await sql<Registration>`select ${COLUMNS} from infrastructure_registrations where ${where}
    order by created_at, id limit ${limit} offset ${offset}`.execute(db)
  const counted = await sql<{
    n: number
  }>`select count(*)::int as n from infrastructure_registrations where ${where}`.execute(db)
  return { rows, count: counted.rows[0]!.n }
}
