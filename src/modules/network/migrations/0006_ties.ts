/** What ties the city to others: a tie is its versions, and none of them is ever changed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_ties (
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
  `create trigger network_ties_stay before update or delete on network_ties
    for each row execute function network_stays()`,
]
