/** Work orders with all that was done to them, schedules, the city's working time, and what each unit planned to spend. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const ACT = `at timestamptz not null, by text not null, entry_id uuid not null`
const OF_ORDER = `order_id uuid not null references infrastructure_orders (id)`

const STATEMENTS = [
  `create table infrastructure_schedules (
    id uuid primary key, content jsonb not null, organisation_id uuid not null, active boolean not null, mark text, ${ACT}
  )`,
  `create table infrastructure_orders (
    id uuid primary key, number bigint generated always as identity unique,
    organisation_id uuid not null, state text not null, kind text not null, priority text not null, origin text not null,
    content jsonb not null, alarm_id uuid references infrastructure_alarms (id), report_id uuid,
    schedule_id uuid references infrastructure_schedules (id), occasion text,
    entity_id text collate "C", asset_id uuid, assignee text, estimate_grosze bigint not null,
    done_at timestamptz, done_by text, signed_at timestamptz, signed_by text, ${ACT},
    unique (schedule_id, occasion)
  )`,
  // Nobody is sent out twice for one alarm, report or occasion.
  `create unique index infrastructure_orders_alarm on infrastructure_orders (alarm_id) where state <> 'cancelled'`,
  `create unique index infrastructure_orders_report on infrastructure_orders (report_id) where state <> 'cancelled'`,
  `create index infrastructure_orders_state on infrastructure_orders (state, at desc)`,
  `create index infrastructure_orders_entity on infrastructure_orders (entity_id)`,
  `create index infrastructure_orders_asset on infrastructure_orders (asset_id)`,
  `create table infrastructure_order_moves (
    id uuid primary key, ${OF_ORDER}, from_state text, to_state text not null, reason text, ${ACT}
  )`,
  `create index infrastructure_order_moves_order on infrastructure_order_moves (order_id, at)`,
  `create table infrastructure_order_checks (${OF_ORDER}, place int not null, ${ACT}, primary key (order_id, place))`,
  `create table infrastructure_order_lines (
    id uuid primary key, ${OF_ORDER}, kind text not null check (kind in ('labour', 'cost')), text text not null,
    minutes int, rate_grosze bigint, amount_grosze bigint not null, ${ACT}
  )`,
  `create index infrastructure_order_lines_order on infrastructure_order_lines (order_id)`,
  `create table infrastructure_order_photos (
    id uuid primary key, ${OF_ORDER}, place int, sha256 text not null, bytes bigint not null, media_type text not null, ${ACT}
  )`,
  `create index infrastructure_order_photos_order on infrastructure_order_photos (order_id)`,
  `create table infrastructure_working_time (one boolean primary key default true check (one), content jsonb not null, ${ACT})`,
  `create table infrastructure_budgets (
    organisation_id uuid not null, year int not null, plan_grosze bigint not null, ${ACT}, primary key (organisation_id, year)
  )`,
]
