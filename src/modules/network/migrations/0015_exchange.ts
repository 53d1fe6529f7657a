/** Good practices on their way between cities: what the city signed, what it took in and from whom, and what it adopted. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_practices (
    seq bigint generated always as identity primary key,
    id uuid not null unique,
    kind text not null check (kind in ('card', 'adoption')),
    subject uuid not null,
    version int not null,
    withdrawn boolean not null,
    supersedes uuid references network_practices (id),
    fingerprint text not null,
    document text not null,
    key text not null,
    at timestamptz not null,
    entry_id uuid not null
  )`,
  `create unique index network_practices_superseded on network_practices (supersedes) where supersedes is not null`,
  `create index network_practices_subject on network_practices (kind, subject, seq desc)`,
  `create trigger network_practices_stay before update or delete on network_practices
    for each row execute function network_stays()`,
  `create table network_adoptions (
    id uuid primary key,
    domain text not null,
    card uuid not null,
    content jsonb not null,
    pilot_id uuid,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id)
  )`,
  `create table network_practice_feeds (
    domain text primary key,
    cursor bigint not null,
    asked_at timestamptz,
    failure jsonb
  )`,
  `create table network_practices_received (
    domain text not null,
    id text not null,
    seq bigint not null,
    kind text not null,
    subject uuid not null,
    withdrawn boolean not null,
    key text not null,
    sha256 text not null,
    received_at timestamptz not null,
    document text not null,
    checked text,
    problem text,
    checked_at timestamptz,
    primary key (domain, id)
  )`,
  `create index network_practices_received_newest on network_practices_received (domain, kind, subject, seq desc)`,
  `create table network_practices_refused (
    domain text not null,
    seq bigint not null,
    code text not null,
    id text not null,
    problem text not null,
    at timestamptz not null,
    primary key (domain, seq, code)
  )`,
]
