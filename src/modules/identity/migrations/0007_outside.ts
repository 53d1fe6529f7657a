/** What a login elsewhere told of a person: only what the configuration names. The login itself is one more credential. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_claims (
    account_id uuid not null references identity_accounts (id) on delete cascade,
    name text not null,
    value text not null,
    at timestamptz not null,
    primary key (account_id, name)
  )`.execute(tx)
}
