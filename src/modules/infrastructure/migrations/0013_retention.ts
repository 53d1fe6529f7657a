/** How long readings are kept, by kinds of things; what must be kept longer; until when a series has been cleared. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_retention (
    type text collate "C" not null,
    attribute text collate "C" not null default '',
    days integer not null check (days > 0),
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (type, attribute)
  )`,
  `create table infrastructure_holds (
    series_id bigint not null,
    subject text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    primary key (series_id, subject, from_at, to_at)
  )`,
  // What begins before it is rolled up for good: its readings may be gone.
  `alter table infrastructure_series add column cleared_before timestamptz`,
]
