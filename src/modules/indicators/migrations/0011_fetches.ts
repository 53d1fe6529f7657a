/** Figures that the house fetches by itself: from where, when, as what, and what came of it each time. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // One that is deleted stays for the imports that it brought: who made it may not vouch for them.
  `create table indicators_fetches (
    id uuid primary key,
    name text not null,
    address text not null,
    dataset_id text not null,
    organisation_id text,
    options jsonb not null,
    cron text not null,
    is_on boolean not null,
    next_at timestamptz check (is_on or next_at is null),
    failures int not null default 0,
    validators jsonb not null default '{}',
    sha256 text,
    made_by text not null,
    made_at timestamptz not null,
    deleted_at timestamptz
  )`,
  `create index indicators_fetches_due on indicators_fetches (next_at) where is_on`,
  `create table indicators_fetch_runs (
    fetch_id uuid not null references indicators_fetches (id),
    number int not null,
    cause text not null,
    by text,
    at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    pages int,
    bytes bigint,
    sha256 text,
    import_id uuid,
    failure jsonb,
    primary key (fetch_id, number),
    check ((ended_at is null) = (outcome is null))
  )`,
  `create index indicators_fetch_runs_import on indicators_fetch_runs (import_id)`,
  `create index indicators_fetch_runs_open on indicators_fetch_runs (at) where ended_at is null`,
]
