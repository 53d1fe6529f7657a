/** What is remembered of a peer's keys that it gave up, and by which keys what it states was weighed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_peers add column expired jsonb not null default '{}', add column made jsonb not null default '{}'`.execute(tx) // prettier-ignore
  await sql`alter table network_feeds add column keys text[] not null default '{}'`.execute(tx)
}
