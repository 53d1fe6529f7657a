/** Visits that a person asked for: the last one of each city and of each address of a non-member. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table network_visits (
    kind text not null check (kind in ('peer', 'source')),
    id text not null,
    job uuid not null,
    at timestamptz not null,
    by text not null,
    outcome text check (outcome in ('good', 'failed', 'cancelled')),
    primary key (kind, id)
  )`.execute(tx)
}
