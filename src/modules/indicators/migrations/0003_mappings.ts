/** What people said of files' columns, by the columns; and what is fetched by itself. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table indicators_mappings (
    id uuid primary key,
    fingerprint text not null,
    dataset_id text not null,
    columns jsonb not null,
    options jsonb not null,
    by text not null,
    at timestamptz not null,
    used int not null default 0,
    import_id uuid,
    unique (fingerprint, dataset_id)
  )`,
  `create table indicators_fetches (
    id uuid primary key,
    name text not null,
    address text not null,
    options jsonb not null,
    dataset_id text,
    organisation_id text,
    cron text not null,
    active boolean not null,
    by text not null,
    at timestamptz not null,
    next_at timestamptz,
    failures int not null default 0
  )`,
  `create index indicators_fetches_next on indicators_fetches (next_at) where active`,
  `create table indicators_fetch_runs (
    fetch_id uuid not null references indicators_fetches (id) on delete cascade,
    at timestamptz not null,
    outcome text not null check (outcome in ('new', 'same', 'failed')),
    import_id uuid,
    pages int not null,
    bytes bigint not null,
    failure jsonb,
    primary key (fetch_id, at)
  )`,
]
