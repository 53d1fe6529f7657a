/** Adoptions that the city gave up. What it said stays in the ledger; what it says from then on is that it withdrew. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  // `grounds` stay inside: others learn that it is withdrawn, by a document that says no more.
  await sql
    .raw(
      `create table network_adoption_withdrawals (
    adoption_id uuid primary key references network_adoptions (id),
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null
  )`,
    )
    .execute(tx)
}
