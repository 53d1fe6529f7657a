/** Under which name the city signed a practice: after it moved to another domain it signs its practices anew under the new one. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_practices
    add column issuer text not null generated always as (document::jsonb->>'issuer') stored,
    add column address text not null generated always as (document::jsonb->>'id') stored`.execute(tx)
}
