/** Under which name the city stated something: after it moved to another domain it states the same values under the new one. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`alter table network_statements
    add column issuer text not null generated always as (document::jsonb->>'issuer') stored,
    drop constraint network_statements_indicator_area_period_value_seq_key_key,
    add unique (indicator, area, period, value_seq, key, issuer)`.execute(tx)
}
