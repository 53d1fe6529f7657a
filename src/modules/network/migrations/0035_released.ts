/** What others said and the detectors took for a person's, let out by the gate. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_others add column release_id uuid references governance_releases (id)`.execute(tx)
}
