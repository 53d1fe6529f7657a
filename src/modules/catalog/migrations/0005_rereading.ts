/** What a delivery was when it was read before, so that people see what other rules made of it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table catalog_deliveries add column earlier jsonb`.execute(tx)
}
