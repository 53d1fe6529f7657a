/** By when all that a peer said of practices was taken in, as it is kept of its statements. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_practice_feeds add column whole_at timestamptz`.execute(tx)
}
