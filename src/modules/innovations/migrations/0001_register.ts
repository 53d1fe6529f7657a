/** The register of innovations: an entry is its versions, and none of them is ever changed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table innovations_entries (
    id text not null,
    version int not null check (version >= 1),
    content jsonb not null,
    grounds text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (id, version)
  )`,
  `create function innovations_stays() returns trigger language plpgsql as $$
    begin raise exception 'what is public here is only added to'; end $$`,
  `create trigger innovations_entries_stay before update or delete on innovations_entries
    for each row execute function innovations_stays()`,
]
