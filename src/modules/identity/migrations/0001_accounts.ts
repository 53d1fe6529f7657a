/**
 * Accounts, their credentials, sessions and second factors, in the shape better-auth reads and writes. One account may
 * have several credentials: today a password; a passkey or an outside login becomes one more row or table beside it.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await createAccounts(tx)
  await createSecondFactors(tx)
}

async function createAccounts(tx: Tx): Promise<void> {
  await sql`create table identity_accounts (
    id uuid primary key,
    name text not null,
    email text not null check (email = lower(email)),
    email_verified boolean not null default false,
    image text,
    language text not null default 'pl',
    two_factor_enabled boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`.execute(tx)
  await sql`create unique index identity_accounts_email on identity_accounts (email)`.execute(tx)
  await sql`create table identity_credentials (
    id uuid primary key,
    user_id uuid not null references identity_accounts (id) on delete cascade,
    provider_id text not null,
    account_id text not null,
    password text,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider_id, account_id)
  )`.execute(tx)
  await sql`create index identity_credentials_user on identity_credentials (user_id)`.execute(tx)
  await sql`create table identity_sessions (
    id uuid primary key,
    user_id uuid not null references identity_accounts (id) on delete cascade,
    token text not null unique,
    ip_address text,
    user_agent text,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`.execute(tx)
  await sql`create index identity_sessions_user on identity_sessions (user_id)`.execute(tx)
  await sql`create index identity_sessions_expiry on identity_sessions (expires_at)`.execute(tx)
  await sql`create table identity_verifications (
    id uuid primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`.execute(tx)
  await sql`create index identity_verifications_identifier on identity_verifications (identifier)`.execute(tx)
}

async function createSecondFactors(tx: Tx): Promise<void> {
  await sql`create table identity_two_factors (
    id uuid primary key,
    user_id uuid not null unique references identity_accounts (id) on delete cascade,
    secret text not null,
    backup_codes text not null,
    verified boolean not null default false,
    failed_verification_count integer not null default 0,
    locked_until timestamptz
  )`.execute(tx)
  // A one-time code is good for one time (RFC 6238, section 5.2).
  await sql`create table identity_used_codes (
    account_id uuid not null references identity_accounts (id) on delete cascade,
    code text not null,
    used_at timestamptz not null,
    primary key (account_id, code)
  )`.execute(tx)
  await sql`create table identity_attempts (
    key text primary key,
    count integer not null,
    at timestamptz not null
  )`.execute(tx)
}
