/**
 * Files that come in for a distribution, the dictionaries that they are read by, and the schemas where rows lie: `held`
 * behind the gate, `opendata` in front of it. Each delivery's rows are a table of its own, named by the delivery.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create schema held`,
  `create schema opendata`,
  `create table catalog_dictionaries (
    distribution_id uuid not null references catalog_distributions (id),
    version int not null,
    dictionary jsonb not null,
    treatment jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    delivery_id uuid,
    primary key (distribution_id, version)
  )`,
  `create table catalog_deliveries (
    id uuid primary key,
    distribution_id uuid not null references catalog_distributions (id),
    number int not null,
    file_name text not null,
    media_type text not null,
    sha256 text not null,
    bytes bigint not null,
    options jsonb not null,
    state text not null check (state in
      ('reading', 'stopped', 'ready', 'held', 'opened', 'refused', 'published', 'withdrawn', 'abandoned')),
    brought_by text not null,
    brought_at timestamptz not null,
    job_id uuid,
    dictionary_version int,
    reading jsonb,
    rows bigint,
    problem_count bigint not null default 0,
    problems jsonb not null default '[]',
    failure jsonb,
    content jsonb,
    fingerprint text,
    examination_id uuid,
    findings jsonb not null default '[]',
    read_at timestamptz,
    unique (distribution_id, number),
    foreign key (distribution_id, dictionary_version) references catalog_dictionaries (distribution_id, version),
    check (state not in ('ready', 'held', 'opened', 'refused', 'published') or fingerprint is not null)
  )`,
  `create unique index catalog_deliveries_once on catalog_deliveries (distribution_id, sha256)
    where state not in ('withdrawn', 'abandoned')`,
  `create index catalog_deliveries_examination on catalog_deliveries (examination_id)`,
  `create table catalog_uploads (
    id uuid primary key,
    distribution_id uuid not null references catalog_distributions (id),
    file_name text not null,
    media_type text not null,
    bytes bigint not null,
    sha256 text,
    brought_by text not null,
    begun_at timestamptz not null,
    expires_at timestamptz not null,
    delivery_id uuid references catalog_deliveries (id)
  )`,
  `create index catalog_uploads_expires on catalog_uploads (expires_at)`,
]
