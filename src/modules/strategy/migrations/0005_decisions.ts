/** Decisions, and later what came true. Neither is ever changed: the database refuses it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const WRITTEN = `content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id)`

const STATEMENTS = [
  `create table strategy_decisions (
    id uuid primary key,
    number int generated always as identity unique,
    words_sha256 text not null unique,
    ${WRITTEN}
  )`,
  `create index strategy_decisions_content on strategy_decisions using gin (content jsonb_path_ops)`,
  `create table strategy_decision_outcomes (
    decision_id uuid not null references strategy_decisions (id),
    seq bigint generated always as identity,
    id uuid not null unique,
    ${WRITTEN},
    primary key (decision_id, seq)
  )`,
  `create function strategy_decisions_stay() returns trigger language plpgsql as $$
    begin raise exception 'what was decided is only added to'; end $$`,
  `create trigger strategy_decisions_stay before update or delete on strategy_decisions
    for each row execute function strategy_decisions_stay()`,
  `create trigger strategy_decisions_stay before update or delete on strategy_decision_outcomes
    for each row execute function strategy_decisions_stay()`,
]
