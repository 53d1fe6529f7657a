/** Each published import's file lies in the catalogue: by which delivery, and where its rows stand in it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table indicators_deliveries (
    import_number int primary key references indicators_imports (number),
    delivery_id uuid not null,
    first_delivery_id uuid not null,
    way text not null check (way in ('file', 'read', 'gathered')),
    first_line int,
    is_laid boolean not null
  )`.execute(tx)
}
