/** Feeds: what readings become figures, which days of them have changed, what came of each period, and who opened them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const RELEASED = `at timestamptz not null, by text not null, entry_id uuid not null,
  release_id uuid not null references governance_releases (id)`

const STATEMENTS = [
  `create table infrastructure_feeds (
    id text primary key, content jsonb not null, sha256 text not null, is_retired boolean not null default false, ${RELEASED}
  )`,
  // Each time that something of a day comes in it has another number: what was taken meanwhile is taken again.
  `create table infrastructure_feed_days (
    feed_id text not null, day date not null, number int not null default 0, primary key (feed_id, day)
  ) with (fillfactor = 60)`,
  `create table infrastructure_feed_periods (
    feed_id text not null, area text not null, period text not null, revision int not null,
    content jsonb not null, at timestamptz not null,
    primary key (feed_id, area, period, revision)
  )`,
  // A decision is of the very feed: another rule is another feed.
  `create table infrastructure_feed_openings (
    feed_id text primary key references infrastructure_feeds (id), sha256 text not null, grounds text not null, ${RELEASED}
  )`,
]
