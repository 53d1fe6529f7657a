/** Accounts that move, and those that want nothing more of the city. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // Until the new account follows, the old one is told.
  `alter table network_followers add column moved_to text`,
  `create index network_followers_moved on network_followers (moved_to) where moved_to is not null`,
  // `move_problem`: why the city did not go along by itself.
  `alter table network_following add column moved_to text, add column move_problem text`,
  `create index network_following_moved on network_following (moved_to) where moved_to is not null`,
  `create table network_blocks (
    actor text not null references network_actors (name),
    uri text not null,
    host text not null,
    inbox text,
    activity text not null,
    at timestamptz not null,
    primary key (actor, uri)
  )`,
  `create index network_blocks_at on network_blocks (inbox, actor)`,
  `create index network_blocks_of on network_blocks (uri)`,
  `create index network_blocks_by on network_blocks (host)`,
]
