/** A parent's consent to what a child does with an account of its own. Of the age only the year of birth is kept. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_consents (
    id uuid primary key,
    parent_id uuid not null references identity_accounts (id) on delete cascade,
    child_id uuid references identity_accounts (id) on delete cascade,
    name text not null,
    birth_year integer not null,
    code_hash text unique,
    code_until timestamptz not null,
    given_at timestamptz not null,
    linked_at timestamptz,
    until timestamptz not null,
    withdrawn_at timestamptz,
    check (parent_id <> child_id)
  )`.execute(tx)
  await sql`create index identity_consents_parent on identity_consents (parent_id)`.execute(tx)
  await sql`create index identity_consents_child on identity_consents (child_id)`.execute(tx)
}
