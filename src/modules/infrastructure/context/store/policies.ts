/** Which types, and which of their attributes, are public, internal or personal. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Policies } from '../access.ts'
import type { Level } from '../types.ts'

export type Policy = { type: string; attribute?: string; level: Level }
export type PolicyAct = { at: Date; by: string; entryId: string }

export async function list(db: Db): Promise<(Policy & { at: Date })[]> {
  const { rows } = await sql<{ type: string; attribute: string; level: Level; at: Date }>`
    select type, attribute, level, at from infrastructure_policies where level is not null
    order by type, attribute`.execute(db)
  return rows.map(({ attribute, ...row }) => ({ ...row, ...(attribute && { attribute }) }))
}

export async function all(db: Db): Promise<Policies> {
  const types = new Map<string, Level>()
  const attributes = new Map<string, Map<string, Level>>()
  for (const { type, attribute, level } of await list(db)) {
    if (attribute === undefined) types.set(type, level)
    else attributes.set(type, (attributes.get(type) ?? new Map<string, Level>()).set(attribute, level))
  }
  return { types, attributes }
}

export async function put(tx: Tx, { type, attribute = '', level }: Policy, act: PolicyAct): Promise<void> {
  await sql`insert into infrastructure_policies (type, attribute, level, at, by, entry_id)
    values (${type}, ${attribute}, ${level}, ${act.at}, ${act.by}, ${act.entryId})
    on conflict (type, attribute) do update set level = excluded.level, at = excluded.at, by = excluded.by,
      entry_id = excluded.entry_id`.execute(tx)
}

/** Nothing is said of it any more; that somebody decided so is remembered. */
export async function withdraw(tx: Tx, { type, attribute = '' }: Omit<Policy, 'level'>, act: PolicyAct): Promise<void> {
  await sql`update infrastructure_policies set level = null, at = ${act.at}, by = ${act.by}, entry_id = ${act.entryId}
    where type = ${type} and attribute = ${attribute}`.execute(tx)
}

/** Whatever was ever decided: without a level it was withdrawn. */
export async function decided(tx: Tx): Promise<(Omit<Policy, 'level'> & { level: Level | null; by: string })[]> {
  const { rows } = await sql<{ type: string; attribute: string; level: Level | null; by: string }>`
    select type, attribute, level, by from infrastructure_policies for update`.execute(tx)
  return rows.map(({ attribute, ...row }) => ({ ...row, ...(attribute && { attribute }) }))
}
