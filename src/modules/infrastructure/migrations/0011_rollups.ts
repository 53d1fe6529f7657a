/** Rollups of readings, what is still to be rolled up, and of which things something has come in. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // Marks lie as they come, the same quarter hour several times: whoever writes waits for nobody.
  `create table infrastructure_dirty (
    series_id bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    tries smallint not null default 0,
    due timestamptz
  )`,
  // Most rows are written again and again while their time runs: room for that on the page.
  `create table infrastructure_rollups (
    series_id bigint not null,
    grain text collate "C" not null check (grain in ('quarter', 'hour', 'day', 'month')),
    start timestamptz not null,
    count integer not null,
    min double precision not null,
    max double precision not null,
    mean double precision not null,
    sum double precision not null,
    last double precision not null,
    last_at timestamptz not null,
    primary key (series_id, grain, start)
  ) with (fillfactor = 80)`,
  `create table infrastructure_pulses (
    seq bigint generated always as identity primary key,
    at timestamptz not null,
    entity_ids text[] not null
  )`,
  `insert into infrastructure_dirty (series_id, first_at, last_at)
    select series_id, min(observed_at), max(observed_at) from infrastructure_readings
    group by series_id, date_bin('15 minutes', observed_at, 'epoch')`,
]
