/** Strategies in versions that stay, drafts of them, and the goals that projects serve. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table strategy_versions (
    strategy_id text not null,
    version int not null,
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (strategy_id, version)
  )`,
  `create table strategy_drafts (
    strategy_id text primary key,
    base int not null,
    content jsonb not null,
    grounds text not null,
    writers text[] not null,
    at timestamptz not null,
    entry_id uuid not null
  )`,
  `create function strategy_versions_stay() returns trigger language plpgsql as $$
    begin raise exception 'a version of a strategy is never changed'; end $$`,
  `create trigger strategy_versions_stay before update or delete on strategy_versions
    for each row execute function strategy_versions_stay()`,
  `alter table strategy_projects add column goals text[] not null default '{}'`,
  `create index strategy_projects_goals on strategy_projects using gin (goals)`,
]
