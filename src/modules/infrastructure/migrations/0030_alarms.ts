/** Alarms: rules, what each remembers of each thing, alarms with all that happened to them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table infrastructure_alarm_rules (
    id uuid primary key, content jsonb not null, type text, ids text[] not null, attribute text not null,
    organisation_id uuid not null, active boolean not null, at timestamptz not null, by text not null, entry_id uuid not null
  )`,
  `create index infrastructure_alarm_rules_attribute on infrastructure_alarm_rules (attribute) where active`,
  `create table infrastructure_alarm_memory (
    rule_id uuid not null, entity_id text collate "C" not null,
    phase text not null, since timestamptz not null, as_of timestamptz not null, last jsonb,
    primary key (rule_id, entity_id)
  )`,
  `create table infrastructure_alarms (
    id uuid primary key, rule_id uuid not null references infrastructure_alarm_rules (id), entity_id text collate "C" not null,
    organisation_id uuid not null, severity text not null, names jsonb not null, attribute text not null,
    opened_at timestamptz not null, cleared_at timestamptz, closed_at timestamptz, value text, times int not null default 1,
    acknowledged_at timestamptz, acknowledged_by text, silent_until timestamptz, silent_reason text
  )`,
  // However many readings, and however many workers look at them: one alarm of one cause.
  `create unique index infrastructure_alarms_one on infrastructure_alarms (rule_id, entity_id) where closed_at is null`,
  `create index infrastructure_alarms_newest on infrastructure_alarms (opened_at desc)`,
  `create index infrastructure_alarms_entity on infrastructure_alarms (entity_id)`,
  `create table infrastructure_alarm_events (
    id uuid primary key, alarm_id uuid not null references infrastructure_alarms (id), kind text not null,
    at timestamptz not null, by text not null, content jsonb not null, step int
  )`,
  `create index infrastructure_alarm_events_alarm on infrastructure_alarm_events (alarm_id, at)`,
  `create unique index infrastructure_alarm_events_told on infrastructure_alarm_events (alarm_id, step) where kind = 'told'`,
]
