/** Passkeys, and the questions to them that were answered: an answer is good once. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_passkeys (
    id uuid primary key,
    account_id uuid not null references identity_accounts (id) on delete cascade,
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text[] not null,
    synced boolean not null,
    name text not null,
    created_at timestamptz not null,
    last_used_at timestamptz
  )`.execute(tx)
  await sql`create index identity_passkeys_account on identity_passkeys (account_id)`.execute(tx)
  await sql`create table identity_used_challenges (
    challenge text primary key,
    used_at timestamptz not null
  )`.execute(tx)
}
