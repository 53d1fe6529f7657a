/** Devices, the profiles by which their messages are read, and the keys by which unknown ones may come. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_profiles (
    id uuid not null,
    version int not null,
    name text not null,
    mapping jsonb not null,
    sample text not null,
    at timestamptz not null, by text not null, entry_id uuid not null,
    primary key (id, version)
  )`,
  `create table infrastructure_joining_keys (
    id uuid primary key,
    organisation_id uuid not null,
    profile_id uuid,
    hash bytea not null,
    created_at timestamptz not null, by text not null, entry_id uuid not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create table infrastructure_devices (
    id text collate "C" primary key,
    name text,
    owner uuid,
    state text not null check (state in ('waiting', 'adopted', 'blocked')),
    profile_id uuid,
    entity_id text,
    key_hash bytea,
    joining_id uuid references infrastructure_joining_keys (id),
    created_at timestamptz not null
  )`,
  `create index infrastructure_devices_waiting on infrastructure_devices (created_at) where state = 'waiting'`,
  // What changes with every message stands apart from what seldom does.
  `create table infrastructure_devices_seen (
    device_id text collate "C" primary key references infrastructure_devices (id) on delete cascade,
    seen_at timestamptz not null,
    received bigint not null default 0,
    rejected bigint not null default 0,
    sample text,
    problem jsonb
  )`,
]
