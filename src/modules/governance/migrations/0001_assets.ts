/** The register of assets: one row an asset, and every version of what is said of it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table governance_assets (
    id uuid primary key,
    slug text not null unique
  )`,
  `create table governance_asset_versions (
    asset_id uuid not null references governance_assets (id),
    version int not null,
    details jsonb not null,
    ended boolean not null default false,
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null,
    primary key (asset_id, version)
  )`,
]
