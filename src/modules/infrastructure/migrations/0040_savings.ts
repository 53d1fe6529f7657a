/** Savings: plans and how they were sealed, what was brought, adjusted, found, vouched for and published; prices and factors by day. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const ACT = `at timestamptz not null, by text not null, entry_id uuid not null`
const RELEASED = `release_id uuid not null references governance_releases (id)`

const STATEMENTS = [
  `create table infrastructure_savings_plans (id uuid primary key, content jsonb not null, ${ACT})`,
  `create table infrastructure_savings_seals (
    plan_id uuid primary key references infrastructure_savings_plans (id),
    sha256 text not null, ${ACT}, ${RELEASED}
  )`,
  `create table infrastructure_savings_adjustments (
    id uuid primary key,
    plan_id uuid not null references infrastructure_savings_plans (id),
    content jsonb not null, ${ACT}, ${RELEASED}
  )`,
  `create index infrastructure_savings_adjustments_plan on infrastructure_savings_adjustments (plan_id)`,
  `create table infrastructure_savings_files (
    id uuid primary key,
    plan_id uuid not null references infrastructure_savings_plans (id),
    kind text not null check (kind in ('meter', 'temperature', 'wattage')),
    name text not null, sha256 text not null, bytes bigint not null, unit text, ${ACT}
  )`,
  `create index infrastructure_savings_files_plan on infrastructure_savings_files (plan_id)`,
  `create table infrastructure_savings_results (
    id uuid primary key,
    plan_id uuid not null references infrastructure_savings_plans (id),
    number int not null, content jsonb not null, bundle_sha256 text not null, bundle_bytes bigint not null, ${ACT},
    unique (plan_id, number)
  )`,
  `create table infrastructure_savings_verifications (
    result_id uuid primary key references infrastructure_savings_results (id), content jsonb not null, ${ACT}
  )`,
  `create table infrastructure_savings_publications (
    result_id uuid primary key references infrastructure_savings_results (id), ${ACT}, ${RELEASED}
  )`,
  `create table infrastructure_savings_rates (id uuid primary key, content jsonb not null, ${ACT}, ${RELEASED})`,
]
