/** Readings: series by entity and attribute, and what was read, month by month. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_series (
    id bigint generated always as identity primary key,
    entity_id text collate "C" not null,
    attribute text collate "C" not null,
    dataset_id text collate "C" not null default '',
    unit_code text,
    kind text not null default 'number',
    unique (entity_id, attribute, dataset_id)
  )`,
  // No default partition: the month that is missing is made. What is older than the first month lies in one.
  `create table infrastructure_readings (
    series_id bigint not null,
    observed_at timestamptz not null,
    value double precision,
    content jsonb,
    received_at timestamptz not null,
    primary key (series_id, observed_at)
  ) partition by range (observed_at)`,
  `create table infrastructure_readings_old partition of infrastructure_readings
    for values from (minvalue) to ('2015-01-01T00:00:00Z')`,
]
