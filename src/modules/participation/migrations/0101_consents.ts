/** Which parent's account consented to a child's vote: it holds no longer than that account stands for the child. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table participation_voters add column consent_by uuid`.execute(tx)
}
