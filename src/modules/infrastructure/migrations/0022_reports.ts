/** Faults that passers-by report; how to reach them stands apart, and goes some time after the case is closed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_reports (
    id uuid primary key,
    receipt text collate "C" not null unique,
    thing_id uuid not null references infrastructure_things (id),
    fault text not null,
    words text not null,
    photo_sha256 text,
    photo_type text,
    language text not null,
    at timestamptz not null,
    entry_id uuid not null,
    taken_at timestamptz,
    taken_by text,
    closed_at timestamptz,
    closed_by text,
    outcome text check (outcome in ('fixed', 'nothing', 'notOurs', 'duplicate')),
    answer text
  )`,
  `create index infrastructure_reports_thing on infrastructure_reports (thing_id, at)`,
  `create index infrastructure_reports_open on infrastructure_reports (at) where closed_at is null`,
  `create table infrastructure_report_contacts (
    report_id uuid primary key references infrastructure_reports (id),
    contact text not null
  )`,
]
