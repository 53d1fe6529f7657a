/** Cards: what is written for everybody, as its versions; and who said by themselves that they are of a team. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table innovations_cards (
    kind text not null,
    id uuid not null,
    version int not null check (version >= 1),
    content jsonb not null,
    grounds text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (kind, id, version)
  )`,
  `create trigger innovations_cards_stay before update or delete on innovations_cards
    for each row execute function innovations_stays()`,
  // A consent that can be taken back: the row goes with it.
  `create table innovations_team_members (
    team_id uuid not null,
    account text not null,
    name text,
    at timestamptz not null,
    primary key (team_id, account)
  )`,
]
