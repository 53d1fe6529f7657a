/** What people said of files' columns, by the columns. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table indicators_mappings (
    id uuid primary key,
    fingerprint text not null,
    dataset_id text not null,
    columns jsonb not null,
    options jsonb not null,
    by text not null,
    at timestamptz not null,
    used int not null default 0,
    import_id uuid,
    unique (fingerprint, dataset_id)
  )`,
]
