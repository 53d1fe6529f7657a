/** What waits for its place, the entries in their places, the tree over them in tiles, and what was signed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table ledger_pending (
    seq bigint generated always as identity primary key,
    id uuid not null unique, at timestamptz not null, kind text not null, actor text not null, subject text not null,
    data bytea not null, leaf_hash bytea not null)`.execute(tx)
  await sql`create table ledger_entries (
    index bigint primary key,
    id uuid not null unique, at timestamptz not null, kind text not null, actor text not null, subject text not null,
    data bytea not null, leaf_hash bytea not null)`.execute(tx)
  for (const column of ['kind', 'actor', 'subject']) {
    await sql`create index on ledger_entries (${sql.ref(column)}, index)`.execute(tx)
  }
  await sql`create table ledger_tiles (
    level smallint not null, index bigint not null, hashes bytea not null, primary key (level, index))`.execute(tx)
  // Hashes do not compress; trying would cost time at each write.
  await sql`alter table ledger_tiles alter column hashes set storage external`.execute(tx)
  await sql`create table ledger_checkpoints (
    size bigint primary key, root bytea not null, note text not null, vkey text not null,
    at timestamptz not null)`.execute(tx)
  await forbidChange(tx)
}

/** Nothing that was logged or signed is ever changed, not even by a mistake in this program. */
async function forbidChange(tx: Tx): Promise<void> {
  await sql`create or replace function ledger_forbid_change() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name; end $$`.execute(tx)
  for (const table of ['ledger_entries', 'ledger_checkpoints']) {
    await sql`create trigger append_only before update or delete or truncate on ${sql.table(table)}
      for each statement execute function ledger_forbid_change()`.execute(tx)
  }
}
