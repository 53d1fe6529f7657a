/** What the city said may be revised, and what stood before stays; pictures of posts; departments that no longer speak. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table network_posts add column version int not null default 1, add column revised_at timestamptz`,
  `create table network_post_versions (
    post_id uuid not null references network_posts (id),
    version int not null,
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (post_id, version)
  )`,
  // What was kept as a picture for posts, so that nobody names another file of the house.
  `create table network_pictures (
    sha256 text primary key,
    media_type text not null,
    bytes bigint not null,
    by text not null,
    at timestamptz not null
  )`,
  `alter table network_actors add column closed_at timestamptz, add column closed_by text`,
  `alter table network_followers add column follow text`,
]
