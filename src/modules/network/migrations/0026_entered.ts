/** When the issuer's ledger entered a statement, where that was proved as it came. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_received add column entered_at timestamptz`.execute(tx)
  await sql`alter table network_feeds add column entered bigint not null default 0`.execute(tx)
}
