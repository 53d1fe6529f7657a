/** What the city says to the Fediverse, who follows it, and what came back. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_actors (
    name text primary key,
    organisation_id uuid unique,
    sealed bytea not null,
    opened_at timestamptz not null,
    opened_by text not null
  )`,
  `create table network_posts (
    seq bigint generated always as identity unique,
    id uuid primary key,
    actor text not null references network_actors (name),
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    withdrawn_at timestamptz
  )`,
  `create index network_posts_of on network_posts (actor, seq)`,
  `create unique index network_posts_released on network_posts (release_id)`,
  `create table network_followers (
    actor text not null references network_actors (name),
    uri text not null,
    inbox text not null,
    shared_inbox text,
    handle text not null,
    at timestamptz not null,
    primary key (actor, uri)
  )`,
  // A receiver's server keeps one connection open for all whom it tells.
  `create index network_followers_inboxes on network_followers (actor, (coalesce(shared_inbox, inbox)))`,
  `create table network_heard (activity text primary key, at timestamptz not null)`,
  `create index network_heard_old on network_heard (at)`,
  `create table network_replies (
    id uuid primary key,
    post_id uuid not null references network_posts (id),
    uri text not null unique,
    author text not null,
    author_name text not null,
    text text not null,
    at timestamptz not null,
    state text not null check (state in ('waiting', 'shown', 'refused')),
    decided_at timestamptz,
    decided_by text,
    release_id uuid references governance_releases (id),
    check (state <> 'shown' or release_id is not null)
  )`,
  `create index network_replies_to on network_replies (post_id, at)`,
  `create index network_replies_waiting on network_replies (at) where state = 'waiting'`,
  `create index network_replies_by on network_replies (author, at)`,
  `create table network_activities (
    seq bigint generated always as identity unique,
    id text primary key,
    actor text not null references network_actors (name),
    post_id uuid references network_posts (id),
    document text not null,
    at timestamptz not null
  )`,
  `create index network_activities_of on network_activities (actor, seq)`,
  // How a server answers: which signatures it reads, and since when it has not answered at all.
  `create table network_servers (
    host text primary key,
    signature text,
    failures int not null default 0,
    failing_since timestamptz,
    answered_at timestamptz
  )`,
  `create table network_memory (key text primary key, value jsonb not null, expires timestamptz)`,
  `create index network_memory_old on network_memory (expires) where expires is not null`,
]
