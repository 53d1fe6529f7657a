/** A question goes on: whoever asked writes back, a department takes it over, it is closed. Nothing of it is public. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table network_enquiries add column tie text, add column organisation_id uuid, add column closed_at timestamptz`,
  `create table network_enquiry_letters (
    enquiry_id uuid not null references network_enquiries (id),
    n int not null,
    side text not null check (side in ('asker', 'city')),
    words text not null,
    at timestamptz not null,
    primary key (enquiry_id, n)
  )`,
  `drop index network_enquiries_open`,
  `create index network_enquiries_open on network_enquiries (due) where answered_at is null and closed_at is null`,
]
