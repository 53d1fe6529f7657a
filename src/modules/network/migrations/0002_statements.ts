/** What the city stated of its indicators, each as it was signed; nothing of it is ever changed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_statements (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    indicator text not null,
    area text not null,
    period text not null,
    value_seq int not null,
    withdrawn boolean not null,
    supersedes uuid references network_statements (id),
    document text not null,
    key text not null,
    at timestamptz not null,
    entry_id uuid not null,
    unique (indicator, area, period, value_seq, key)
  )`,
  `create index network_statements_superseded on network_statements (supersedes) where supersedes is not null`,
  `create function network_stays() returns trigger language plpgsql as $$
    begin raise exception 'what was stated is only added to'; end $$`,
  `create trigger network_statements_stay before update or delete on network_statements
    for each row execute function network_stays()`,
]
