/** Meters: how many digits a counter has, as it was said with its readings. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table infrastructure_meters (
    entity_id text collate "C" primary key, digits smallint not null, at timestamptz not null
  )`.execute(tx)
}
