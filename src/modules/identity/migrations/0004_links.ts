/** Links by mail that sign in, or make an account where there is none yet. Of a link only a hash is kept, and not for long. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`create table identity_links (
    token_hash bytea primary key,
    email text not null check (email = lower(email)),
    name text,
    language text not null,
    next text,
    expires_at timestamptz not null
  )`.execute(tx)
  await sql`create index identity_links_email on identity_links (email)`.execute(tx)
  await sql`create index identity_links_expiry on identity_links (expires_at)`.execute(tx)
}
