/** A policy that was withdrawn is remembered, so that the city pack does not say it again. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table infrastructure_policies alter column level drop not null`.execute(tx)
}
