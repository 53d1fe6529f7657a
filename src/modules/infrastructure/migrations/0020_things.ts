/** Things of the city, each version of what was said of them, and their photos and documents. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_things (
    id uuid primary key,
    code text collate "C" not null unique,
    kind text collate "C" not null,
    name text,
    parent_id uuid references infrastructure_things (id),
    state text not null check (state in ('planned', 'inUse', 'outOfUse', 'scrapped')),
    organisation_id uuid not null,
    location geometry(Geometry, 4326),
    area text,
    entity_id text collate "C" unique,
    demo boolean not null,
    details jsonb not null,
    version int not null,
    created_at timestamptz not null,
    changed_at timestamptz not null
  )`,
  `create index infrastructure_things_parent on infrastructure_things (parent_id)`,
  `create index infrastructure_things_kind on infrastructure_things (kind, code)`,
  `create index infrastructure_things_location on infrastructure_things using gist (location)`,
  // What its name says is public passed the gate: the release stands with the version that said it.
  `create table infrastructure_thing_versions (
    thing_id uuid not null references infrastructure_things (id),
    version int not null,
    said jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid references governance_releases (id),
    primary key (thing_id, version)
  )`,
  `create table infrastructure_thing_files (
    id uuid primary key,
    thing_id uuid not null references infrastructure_things (id),
    kind text not null check (kind in ('photo', 'document')),
    name text not null,
    media_type text not null,
    sha256 text not null,
    bytes bigint not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    removed_at timestamptz
  )`,
  `create index infrastructure_thing_files_thing on infrastructure_thing_files (thing_id)`,
]
