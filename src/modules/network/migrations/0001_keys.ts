/** The keys by which the city asserts: the private half is sealed; what was said of a key is only added to. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table network_keys (
    multibase text primary key,
    seq int generated always as identity unique,
    sealed bytea not null,
    made_at timestamptz not null,
    made_by text not null,
    introduction jsonb,
    expires timestamptz,
    revoked timestamptz,
    grounds text
  )`.execute(tx)
}
