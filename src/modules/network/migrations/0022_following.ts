/** Whom the city follows in the Fediverse, and what they say: kept as theirs. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // `follow`: by which activity they were asked, so that an answer to an earlier one says nothing.
  `create table network_following (
    uri text primary key,
    host text not null,
    inbox text not null,
    handle text not null,
    name text not null,
    page text not null,
    follow text not null,
    state text not null check (state in ('asked', 'accepted', 'refused')),
    at timestamptz not null,
    by text not null
  )`,
  `create table network_others (
    seq bigint generated always as identity unique,
    id uuid primary key,
    uri text not null unique,
    source text not null references network_following (uri) on delete cascade,
    kind text not null check (kind in ('note', 'article', 'event')),
    content jsonb not null,
    at timestamptz not null,
    received_at timestamptz not null,
    state text not null check (state in ('shown', 'held', 'hidden'))
  )`,
  `create index network_others_of on network_others (source, seq)`,
  `create index network_others_shown on network_others (seq) where state = 'shown'`,
]
