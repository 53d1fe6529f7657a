/** Which types, and which of their attributes, are public, internal or personal. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Policies } from '../access.ts'
import type { Level } from '../types.ts'

export type Policy = { type: string; attribute?: string; level: Level }
export type PolicyAct = { at: Date; by: string; entryId: string }

export async function list(db: Db): Promise<(Policy & { at: Date })[]> {
  const { rows } = await sql<{ type: string; attribute: string; level: Level; at: Date }>`
    select type, attribute, level, at from infrastructure_policies order by type, attribute`.execute(db)
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

export async function remove(tx: Tx, type: string, attribute = ''): Promise<void> {
  await sql`delete from infrastructure_policies where type = ${type} and attribute = ${attribute}`.execute(tx)
}
