/**
 * Ballots, sealed: no time, no person. They wait in one table, and when their commitments go into the ledger they are moved
 * to another in the order of a keyed hash. Triggers keep what the house itself never does from
 * happening by mistake; that nobody did it on purpose is what receipts and commitments show.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const EDITION = `edition text not null references participation_editions (code)`

const STATEMENTS = [
  ...['participation_ballots', 'participation_ballots_committed'].flatMap((table) => [
    `create table ${table} (
      ${EDITION}, pool text not null, mark bytea not null, print bytea not null, sealed bytea not null,
      primary key (edition, pool, mark)
    )`,
    // In the row itself: what is laid elsewhere is numbered in the order in which it came.
    `alter table ${table} alter column sealed set storage main`,
  ]),
  `create function participation_ballot_kept() returns trigger language plpgsql as $$ begin
    if tg_op = 'DELETE' and (
      exists (select from participation_openings where edition = old.edition and destroyed_entry is not null)
      or (tg_table_name = 'participation_ballots' and exists (select from participation_ballots_committed c
        where (c.edition, c.pool, c.mark, c.sealed) = (old.edition, old.pool, old.mark, old.sealed)))
    ) then return old; end if;
    raise exception 'a ballot was cast: it stays as it is' using errcode = 'integrity_constraint_violation';
  end $$`,
  `create trigger participation_ballot_kept before update or delete on participation_ballots
    for each row execute function participation_ballot_kept()`,
  `create trigger participation_ballot_kept before update or delete on participation_ballots_committed
    for each row execute function participation_ballot_kept()`,
  // Moved, not changed: an update would leave the new row beside the old one, and so tell when it came.
  `create function participation_commit(in_edition text, in_pool text, marks bytea[]) returns void language plpgsql as $$
    declare one bytea;
    begin
      foreach one in array marks loop
        insert into participation_ballots_committed
          select * from participation_ballots where edition = in_edition and pool = in_pool and mark = one;
        delete from participation_ballots where edition = in_edition and pool = in_pool and mark = one;
      end loop;
    end $$`,
  // What the ledger shows anyway, so that a receipt is looked up quickly. No row of ballots refers to it.
  `create table participation_commitments (
    ${EDITION}, commitment text not null, entry_id uuid not null, primary key (edition, commitment)
  )`,
  `create table participation_openings (
    edition text primary key references participation_editions (code),
    sha256 text not null, bytes bigint not null, counts jsonb not null, lot_seed text not null, entry_id uuid not null,
    destroyed_entry uuid
  )`,
  `create table participation_papers (
    ${EDITION}, serial text not null, entered_by uuid not null, pool text not null, choices jsonb not null,
    primary key (edition, serial, entered_by)
  )`,
  `create table participation_paper_ballots (
    ${EDITION}, serial text not null, pool text not null, choices jsonb not null, settled_by uuid, entry_id uuid not null,
    primary key (edition, serial)
  )`,
  `create table participation_paper_ends (
    edition text primary key references participation_editions (code), by text not null, entry_id uuid not null
  )`,
]
