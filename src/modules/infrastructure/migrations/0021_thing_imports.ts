/** Files of things that were brought, and what became of each. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table infrastructure_thing_imports (
    id uuid primary key,
    name text not null,
    sha256 text not null,
    bytes bigint not null,
    organisation_id uuid,
    brought_at timestamptz not null,
    brought_by text not null,
    at timestamptz,
    by text,
    entry_id uuid,
    outcome jsonb
  )`.execute(tx)
}
