/**
 * Four eyes: what checks found, who vouched for an import, what was withdrawn and with which note, and why an indicator
 * is not reported.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table indicators_imports drop constraint indicators_imports_state_check`,
  `alter table indicators_imports add constraint indicators_imports_state_check
    check (state in ('reading', 'read', 'returned', 'verified', 'failed', 'cancelled', 'published'))`,
  `alter table indicators_imports
    add column origin text not null default 'file' check (origin in ('file', 'entry', 'withdrawal')),
    add column checked_seq int,
    add column suspected_high bigint not null default 0,
    add column suspected_low bigint not null default 0`,
  `create table indicators_findings (
    import_number int not null references indicators_imports (number) on delete cascade,
    position int not null,
    details jsonb not null,
    primary key (import_number, position)
  )`,
  `create table indicators_verifications (
    import_number int not null references indicators_imports (number),
    number int not null,
    decision text not null check (decision in ('verified', 'returned')),
    seq int not null,
    at timestamptz not null,
    by text not null,
    reason text not null,
    answers jsonb not null,
    entry_id uuid not null,
    primary key (import_number, number)
  )`,
  `create table indicators_withdrawals (
    import_number int primary key references indicators_imports (number),
    of_import int not null references indicators_imports (number),
    notes jsonb not null
  )`,
  `create index indicators_withdrawals_of on indicators_withdrawals (of_import)`,
  `alter table indicators_publications add column added bigint, add column corrected bigint`,
  `create table indicators_omissions (
    standard text not null,
    code text not null,
    version int not null,
    reason text,
    notes jsonb,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (standard, code, version)
  )`,
]
