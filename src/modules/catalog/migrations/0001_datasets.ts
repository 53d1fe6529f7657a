/** Datasets and their series, the ways to have them, and what is said of them, in versions. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table catalog_datasets (
    id uuid primary key,
    kind text not null check (kind in ('dataset', 'series')),
    slug text not null unique,
    organisation_id uuid not null,
    created_at timestamptz not null,
    created_by text not null
  )`,
  `create table catalog_distributions (
    id uuid primary key,
    dataset_id uuid not null references catalog_datasets (id),
    slug text not null,
    kind text not null check (kind in ('table', 'file', 'service')),
    created_at timestamptz not null,
    created_by text not null,
    unique (dataset_id, slug)
  )`,
  `create table catalog_descriptions (
    dataset_id uuid not null references catalog_datasets (id),
    version int not null,
    details jsonb not null,
    fingerprint text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (dataset_id, version)
  )`,
]
