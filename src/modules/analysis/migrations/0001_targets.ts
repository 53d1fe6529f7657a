/** Targets, every version of them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table analysis_targets (
    area_id text not null,
    id text not null,
    version int not null,
    indicator_id text not null,
    details jsonb not null,
    withdrawn boolean not null,
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null,
    primary key (area_id, id, version)
  )`.execute(tx)
  await sql`create index analysis_targets_id on analysis_targets (id, version desc)`.execute(tx)
}
