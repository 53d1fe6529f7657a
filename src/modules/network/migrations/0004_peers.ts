/** Other cities by their domain, how each came to its state, what their ledgers signed, what they cost, what was said against them. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_peers (
    domain text primary key,
    state text not null,
    cause text not null,
    since timestamptz not null,
    added_at timestamptz not null,
    trusted text[] not null default '{}',
    seen text[] not null default '{}',
    revoked jsonb not null default '{}',
    document jsonb,
    size bigint,
    good_at timestamptz,
    failures int not null default 0,
    failure jsonb,
    next_at timestamptz not null,
    limits jsonb
  )`,
  `create index network_peers_next on network_peers (next_at) where state in ('quarantined', 'accepted')`,
  `create table network_peer_moves (
    domain text not null,
    seq bigint generated always as identity,
    state text not null,
    cause text not null,
    at timestamptz not null,
    by text not null,
    grounds text,
    entry_id uuid not null,
    primary key (domain, seq)
  )`,
  `create table network_sights (
    domain text not null,
    size bigint not null,
    root text not null,
    note text not null,
    vkey text not null,
    by text not null,
    at timestamptz not null,
    proved boolean not null,
    primary key (domain, size, root)
  )`,
  `create table network_splits (
    domain text not null,
    seq bigint generated always as identity,
    kind text not null,
    older jsonb not null,
    newer jsonb not null,
    fingerprint text not null,
    at timestamptz not null,
    entry_id uuid not null,
    primary key (domain, seq),
    unique (domain, fingerprint)
  )`,
  `create table network_peer_usage (
    domain text not null,
    day date not null,
    requests bigint not null default 0,
    bytes bigint not null default 0,
    objects bigint not null default 0,
    primary key (domain, day)
  )`,
  `create table network_peer_reports (
    domain text not null,
    id uuid not null,
    text text not null,
    by text not null,
    at timestamptz not null,
    settled_at timestamptz,
    settled_by text,
    answer text,
    primary key (domain, id)
  )`,
  `create trigger network_splits_stay before update or delete on network_splits
    for each row execute function network_stays()`,
  `create trigger network_peer_moves_stay before update or delete on network_peer_moves
    for each row execute function network_stays()`,
]
