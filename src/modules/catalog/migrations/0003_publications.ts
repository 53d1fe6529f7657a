/**
 * What became public, in one order: descriptions, versions of distributions, withdrawals. Nothing stands here that did not
 * pass the gate: each refers to a release, and so the database itself refuses a publication that has none.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table catalog_publications (
    seq int primary key,
    kind text not null check (kind in ('description', 'version', 'withdrawal')),
    dataset_id uuid not null references catalog_datasets (id),
    distribution_id uuid references catalog_distributions (id),
    description_version int,
    version_number int,
    release_id uuid references governance_releases (id),
    reason text,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    foreign key (dataset_id, description_version) references catalog_descriptions (dataset_id, version),
    check (case kind
      when 'description' then description_version is not null and release_id is not null
      when 'version' then distribution_id is not null and version_number is not null and release_id is not null
      else reason is not null end)
  )`,
  `create index catalog_publications_dataset on catalog_publications (dataset_id, seq)`,
  `create index catalog_publications_release on catalog_publications (release_id)`,
  `create table catalog_versions (
    id uuid primary key,
    distribution_id uuid not null references catalog_distributions (id),
    number int not null,
    seq int not null unique references catalog_publications (seq),
    release_id uuid not null unique references governance_releases (id),
    delivery_id uuid not null unique references catalog_deliveries (id),
    content jsonb not null,
    rows bigint,
    sha256 text not null,
    bytes bigint not null,
    media_type text not null,
    format text not null,
    file_name text not null,
    original boolean not null,
    note jsonb,
    withdrawn_seq int references catalog_publications (seq),
    unique (distribution_id, number)
  )`,
  // Places among the publications; no reference, since those refer to the dataset, and a backup knows no circles.
  `alter table catalog_datasets
    add column described_seq int,
    add column withdrawn_seq int`,
]
