/** Why an answer is not shown, what others report of answers and posts, and what did not arrive. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table network_replies add column reason text`,
  `create table network_reports (
    id uuid primary key,
    post_id uuid not null references network_posts (id),
    reply_id uuid references network_replies (id) on delete cascade,
    by text not null,
    words text not null,
    at timestamptz not null,
    outcome text check (outcome in ('hidden', 'kept')),
    reason text,
    settled_at timestamptz,
    settled_by text
  )`,
  // The same about the same by the same is one report, as long as nobody has settled it.
  `create unique index network_reports_open on network_reports (by, (coalesce(reply_id, post_id))) where settled_at is null`,
  `create index network_reports_waiting on network_reports (at) where settled_at is null`,
  // No next time: given up, until the server answers again.
  `create table network_undelivered (
    inbox text not null,
    activity text not null references network_activities (id),
    host text not null,
    tried int not null,
    since timestamptz not null,
    next_at timestamptz,
    primary key (inbox, activity)
  )`,
  `create index network_undelivered_to on network_undelivered (host, next_at)`,
]
