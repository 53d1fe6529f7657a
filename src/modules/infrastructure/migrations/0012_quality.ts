/** Marks of doubtful readings, what is still to be looked at, and what persons left out of the rollups. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_marks (
    series_id bigint not null,
    kind text collate "C" not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    detail jsonb not null,
    primary key (series_id, from_at, kind)
  )`,
  `create table infrastructure_unchecked (series_id bigint primary key, from_at timestamptz not null)`,
  `create table infrastructure_exclusions (
    series_id bigint not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    reason text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (series_id, from_at, to_at)
  )`,
]
