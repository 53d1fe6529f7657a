/** Feeds of practices are kept as those of statements are: begun anew, asked for again when a time has come, weighed by which keys. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_practice_feeds add column base bigint not null default 0, add column last_id text,
    add column anew_at timestamptz, add column keys text[] not null default '{}'`.execute(tx)
  await sql`alter table network_practices_refused add column again_at timestamptz`.execute(tx)
}
