/** How easily persons are told from the rows of a delivery: weighed in the background, kept with it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table catalog_weighings (
    id uuid primary key,
    delivery_id uuid not null references catalog_deliveries (id),
    asked jsonb not null,
    by text not null,
    at timestamptz not null,
    job_id uuid,
    state text not null check (state in ('weighing', 'done', 'failed', 'cancelled')),
    result jsonb,
    failure jsonb
  )`.execute(tx)
  await sql`create index catalog_weighings_delivery on catalog_weighings (delivery_id, at desc)`.execute(tx)
}
