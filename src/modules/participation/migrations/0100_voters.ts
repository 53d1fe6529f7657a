/**
 * Who may vote. Nothing here names a person but an account that its owner linked: what identifies somebody stands as a hash
 * under a key that is not in this database. One row of entitlements for each person and section, online or on paper: the
 * primary key is what lets nobody vote twice.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const EDITION = `edition text not null references participation_editions (code)`

const STATEMENTS = [
  `create table participation_register (
    ${EDITION}, person_key text not null, pool text, needs_consent boolean not null, primary key (edition, person_key)
  )`,
  `create table participation_voters (
    ${EDITION}, id uuid not null, way text not null, person_key text, account_id uuid, pool text,
    needs_consent boolean not null, consent_entry uuid, primary key (edition, id)
  )`,
  `create unique index participation_voters_person on participation_voters (edition, person_key)`,
  `create unique index participation_voters_account on participation_voters (edition, account_id)`,
  `create table participation_codes (
    ${EDITION}, code_hash text not null, series uuid not null, person_key text, pool text, needs_consent boolean not null,
    voter_id uuid, primary key (edition, code_hash)
  )`,
  // The declaration itself goes when it is decided; that it was made, and what was decided, stays.
  `create table participation_declarations (
    ${EDITION}, id uuid not null, account_id uuid not null, pool text, said jsonb,
    decision text check (decision in ('confirmed', 'refused')), reason text, entry_id uuid,
    primary key (edition, id), check ((decision is null) = (said is not null))
  )`,
  `create unique index participation_declarations_open on participation_declarations (edition, account_id)
    where decision is null`,
  `create table participation_entitlements (
    ${EDITION}, voter_id uuid not null, section text not null, pool text not null,
    kind text not null check (kind in ('online', 'paper')), blinded bytea,
    primary key (edition, voter_id, section),
    foreign key (edition, voter_id) references participation_voters (edition, id)
  )`,
  `create index participation_entitlements_pool on participation_entitlements (edition, pool, kind)`,
  `create table participation_guesses (key text primary key, count int not null, day date not null)`,
]
