/** Organisations, who belongs to them in which role, invitations, and the keys of systems. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_organisations (
    id uuid primary key,
    kind text not null,
    names jsonb not null,
    parent_id uuid references identity_organisations (id),
    check (kind <> 'city' or parent_id is null)
  )`.execute(tx)
  await sql`create index identity_organisations_parent on identity_organisations (parent_id)`.execute(tx)
  // There is one city: whoever holds a role in it holds it everywhere.
  await sql`create unique index identity_organisations_city on identity_organisations (kind) where kind = 'city'`.execute(
    tx,
  )
  await sql`create table identity_memberships (
    id uuid primary key,
    account_id uuid not null references identity_accounts (id) on delete cascade,
    organisation_id uuid not null references identity_organisations (id),
    role text not null,
    created_at timestamptz not null,
    created_by text not null,
    unique (account_id, organisation_id, role)
  )`.execute(tx)
  await sql`create index identity_memberships_organisation on identity_memberships (organisation_id)`.execute(tx)
  // The address is forgotten once it is not needed: on acceptance, on withdrawal, some time after the expiry.
  await sql`create table identity_invitations (
    id uuid primary key,
    email text check (email = lower(email)),
    organisation_id uuid not null references identity_organisations (id),
    role text not null,
    language text not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz
  )`.execute(tx)
  await sql`create index identity_invitations_open on identity_invitations (organisation_id)
    where accepted_at is null and withdrawn_at is null`.execute(tx)
  await sql`create table identity_api_keys (
    id uuid primary key,
    organisation_id uuid not null references identity_organisations (id),
    name text not null,
    scopes text[] not null,
    secret_hash bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`.execute(tx)
  await sql`create index identity_api_keys_organisation on identity_api_keys (organisation_id)`.execute(tx)
}
