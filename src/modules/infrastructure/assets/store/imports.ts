/** Files of things that were brought, and what became of each. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Outcome } from '../exchange/types.ts'

export type Import = {
  id: string
  name: string
  sha256: string
  bytes: number
  organisationId: string | null
  broughtAt: Date
  broughtBy: string
  at: Date | null
  by: string | null
  outcome: Outcome | null
}

const COLUMNS = sql`id, name, sha256, bytes::float8 as bytes, organisation_id as "organisationId", brought_at as "broughtAt",
  brought_by as "broughtBy", at, by, outcome`

export async function find(db: Db | Tx, id: string): Promise<Import | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  const { rows } = await sql<Import>`select ${COLUMNS} from infrastructure_thing_imports where id = ${id}`.execute(db)
  return rows[0]
}

export async function add(db: Db | Tx, one: Omit<Import, 'at' | 'by' | 'outcome'>): Promise<void> {
  await sql`insert into infrastructure_thing_imports (id, name, sha256, bytes, organisation_id, brought_at, brought_by)
    values (${one.id}, ${one.name}, ${one.sha256}, ${one.bytes}, ${one.organisationId}, ${one.broughtAt}, ${one.broughtBy})`.execute(
    db,
  )
}

export type Done = { at: Date; by: string; entryId: string; outcome: Outcome }

/** False where it was done already. */
export async function finish(tx: Tx, id: string, { at, by, entryId, outcome }: Done): Promise<boolean> {
  const result = await sql`update infrastructure_thing_imports set at = ${at}, by = ${by}, entry_id = ${entryId},
    outcome = ${JSON.stringify(outcome)}::jsonb where id = ${id} and at is null`.execute(tx)
  return Number(result.numAffectedRows ?? 0) === 1
}
