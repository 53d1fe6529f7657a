/** Projects with their diary. A line of the diary is never changed or taken away: the database refuses it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table strategy_projects (
    id uuid primary key,
    number int generated always as identity unique,
    titles jsonb not null,
    summaries jsonb,
    origin jsonb not null,
    origin_key text unique,
    organisation_id uuid not null,
    area text,
    place jsonb,
    budget_minor bigint not null check (budget_minor >= 0),
    spent_minor bigint not null default 0 check (spent_minor >= 0),
    currency text not null,
    promised date not null,
    due date not null,
    state text not null,
    finished_on date,
    made_at timestamptz not null,
    made_by text not null,
    entry_id uuid not null
  )`,
  `create index strategy_projects_state on strategy_projects (state, due)`,
  `create table strategy_project_authors (
    project_id uuid not null references strategy_projects (id),
    account text not null,
    primary key (project_id, account)
  )`,
  `create index strategy_project_authors_account on strategy_project_authors (account)`,
  `create table strategy_project_entries (
    project_id uuid not null references strategy_projects (id),
    seq bigint generated always as identity,
    id uuid not null unique,
    kind text not null,
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (project_id, seq)
  )`,
  `create table strategy_milestones (
    project_id uuid not null references strategy_projects (id),
    id uuid not null,
    title text not null,
    due date not null,
    done_on date,
    primary key (project_id, id)
  )`,
  `create table strategy_project_photos (
    project_id uuid not null references strategy_projects (id),
    id uuid not null,
    sha256 text not null,
    media_type text not null,
    bytes bigint not null,
    alt text not null,
    at timestamptz not null,
    primary key (project_id, id)
  )`,
  `create function strategy_diary_stays() returns trigger language plpgsql as $$
    begin raise exception 'the diary of a project is only added to'; end $$`,
  `create trigger strategy_diary_stays before update or delete on strategy_project_entries
    for each row execute function strategy_diary_stays()`,
]
