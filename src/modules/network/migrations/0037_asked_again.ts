/** What lapsed without an answer may be asked again: whether something is asked already is seen under the lock of its city. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`drop index network_requests_once`.execute(tx)
  await sql`create index network_requests_asked on network_requests (standards) where own and outcome = 'open'`.execute(
    tx,
  )
}
