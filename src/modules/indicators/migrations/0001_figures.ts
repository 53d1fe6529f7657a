/**
 * From file to value. Nothing that was published is overwritten: an import's figures count from the publication that
 * made them public (`indicators_publications.seq`), a value carries the publication after which it was computed.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table indicators_sources (
    id text primary key,
    kind text not null check (kind in ('source', 'via')),
    details jsonb not null
  )`,
  `create table indicators_measures (
    id text primary key,
    details jsonb not null
  )`,
  `create table indicators_datasets (
    id text primary key,
    details jsonb not null
  )`,
  `create table indicators_imports (
    number int generated always as identity primary key,
    id uuid not null unique,
    dataset_id text,
    file_name text not null,
    sha256 text not null,
    bytes bigint not null,
    options jsonb not null,
    organisation_id text,
    brought_by text not null,
    brought_at timestamptz not null,
    state text not null check (state in ('reading', 'read', 'failed', 'cancelled', 'published')),
    job_id uuid,
    format text,
    encoding text,
    layout jsonb,
    accepted bigint not null default 0,
    rejected bigint not null default 0,
    unchanged bigint not null default 0,
    failure jsonb
  )`,
  `create index indicators_imports_sha256 on indicators_imports (sha256)`,
  `create table indicators_rejections (
    import_number int not null references indicators_imports (number) on delete cascade,
    position int not null,
    line bigint not null,
    details jsonb not null,
    primary key (import_number, position)
  )`,
  `create table indicators_observations (
    area_id text not null,
    measure_id text not null,
    dimension text not null,
    period text not null,
    import_number int not null,
    value float8,
    status char(1) not null,
    reason text,
    line int not null,
    note text,
    primary key (area_id, measure_id, dimension, period, import_number),
    check (value is not null or status = 'M')
  )`,
  `create index indicators_observations_import on indicators_observations using brin (import_number)`,
  `create table indicators_publications (
    seq int primary key,
    kind text not null check (kind in ('import', 'definition')),
    import_number int unique references indicators_imports (number),
    at timestamptz not null,
    by text not null,
    grounds text,
    entry_id uuid not null,
    computed_at timestamptz,
    values_changed bigint
  )`,
  `create table indicators_definitions (
    id text not null,
    version int not null,
    seq int not null references indicators_publications (seq),
    details jsonb not null,
    primary key (id, version)
  )`,
  `create index indicators_definitions_seq on indicators_definitions (seq)`,
  `create table indicators_values (
    area_id text not null,
    indicator_id text not null,
    period text not null,
    seq int not null,
    definition_version int not null,
    value float8,
    status char(1) not null,
    reason jsonb,
    primary key (area_id, indicator_id, period, seq),
    check (value is not null or reason is not null)
  )`,
  `create index indicators_values_indicator on indicators_values (indicator_id, area_id, period, seq desc)`,
]
