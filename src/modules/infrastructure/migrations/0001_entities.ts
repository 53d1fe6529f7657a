/** The state of the city's things, and which kinds of things anybody may see. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // A reading changes `content` alone, which no index holds: with room on the page it costs no index entry.
  `create table infrastructure_entities (
    id text collate "C" primary key,
    types text[] not null,
    scopes text[] not null default '{}',
    content jsonb not null,
    location geometry(Geometry, 4326),
    owner uuid,
    current boolean not null default true,
    created_at timestamptz not null,
    modified_at timestamptz not null
  ) with (fillfactor = 60)`,
  `create index infrastructure_entities_types on infrastructure_entities using gin (types)`,
  `create index infrastructure_entities_location on infrastructure_entities using gist (location)`,
  `create index infrastructure_entities_near on infrastructure_entities using gist ((location::geography))`,
  `create table infrastructure_policies (
    type text not null,
    attribute text not null default '',
    level text not null check (level in ('public', 'internal', 'personal')),
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (type, attribute)
  )`,
]
