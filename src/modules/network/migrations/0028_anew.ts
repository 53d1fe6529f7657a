/** A feed that began anew, and statements that are asked for again when their time has come. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_feeds add column base bigint not null default 0, add column last_id text,
    add column anew_at timestamptz`.execute(tx)
  await sql`alter table network_refused add column again_at timestamptz`.execute(tx)
}
