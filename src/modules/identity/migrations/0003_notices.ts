/** What people follow, what they were told of it, and how they want to hear of it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_follows (
    account_id uuid not null references identity_accounts (id) on delete cascade,
    subject text not null,
    since timestamptz not null,
    primary key (account_id, subject)
  )`.execute(tx)
  await sql`create index identity_follows_subject on identity_follows (subject, account_id)`.execute(tx)
  await sql`create table identity_notices (
    id uuid primary key,
    subject text,
    account_id uuid references identity_accounts (id) on delete cascade,
    kind text not null,
    title jsonb not null,
    body jsonb not null,
    path text not null,
    at timestamptz not null,
    check ((subject is null) <> (account_id is null))
  )`.execute(tx)
  await sql`create index identity_notices_subject on identity_notices (subject, at desc)`.execute(tx)
  // The row is what makes it certain that nobody is told twice: it is written with the letter, or neither is.
  await sql`create table identity_notice_copies (
    account_id uuid not null references identity_accounts (id) on delete cascade,
    notice_id uuid not null references identity_notices (id) on delete cascade,
    waiting boolean not null,
    primary key (account_id, notice_id)
  )`.execute(tx)
  await sql`create index identity_notice_copies_notice on identity_notice_copies (notice_id)`.execute(tx)
  await sql`create index identity_notice_copies_waiting on identity_notice_copies (account_id) where waiting`.execute(
    tx,
  )
  await sql`create table identity_notice_settings (
    account_id uuid primary key references identity_accounts (id) on delete cascade,
    mail text not null
  )`.execute(tx)
  await sql`create table identity_push_devices (
    id uuid primary key,
    account_id uuid not null references identity_accounts (id) on delete cascade,
    endpoint text not null unique,
    p256dh text not null,
    auth text not null,
    name text not null,
    created_at timestamptz not null
  )`.execute(tx)
  await sql`create index identity_push_devices_account on identity_push_devices (account_id)`.execute(tx)
}
