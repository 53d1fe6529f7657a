/** Addresses of those who are no members, what was read there, and what went wrong; never among the city's own figures. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_sources (
    id uuid primary key,
    indicator text not null,
    draft jsonb not null,
    added_at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    ended_at timestamptz,
    next_at timestamptz not null,
    good_at timestamptz,
    failures int not null default 0,
    failure jsonb
  )`,
  `create index network_sources_next on network_sources (next_at) where ended_at is null`,
  `create index network_sources_indicator on network_sources (indicator) where ended_at is null`,
  `create table network_claims (
    source uuid not null,
    period text not null,
    value double precision not null,
    status text not null,
    at timestamptz not null,
    primary key (source, period)
  )`,
]
