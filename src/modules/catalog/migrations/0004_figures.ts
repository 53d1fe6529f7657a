/** Figures that the house itself lays down say so, and what their columns are. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table catalog_deliveries add column figures jsonb`.execute(tx)
}
