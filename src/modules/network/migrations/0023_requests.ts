/** Values that cities ask each other for: what is asked, and the letters in which it, its answer or its withdrawal travel. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // `own`: this city asks. `told`: of which stage whoever answers was told by mail.
  `create table network_requests (
    id uuid primary key,
    domain text not null,
    own boolean not null,
    address text not null,
    indicator text,
    standards text not null,
    period text not null,
    respond_by date not null,
    valid_until timestamptz not null,
    at timestamptz not null,
    document text not null,
    outcome text not null check (outcome in ('open', 'answered', 'declined', 'withdrawn')),
    outcome_at timestamptz,
    answer text not null default '',
    statement text,
    told text,
    unique (domain, own, address)
  )`,
  `create index network_requests_open on network_requests (domain, own) where outcome = 'open'`,
  `create unique index network_requests_once on network_requests (domain, standards, period) where own and outcome = 'open'`,
  `create table network_request_letters (
    seq bigint generated always as identity unique,
    domain text not null,
    id text not null,
    own boolean not null,
    request uuid not null references network_requests (id),
    kind text not null,
    document text not null,
    sha256 text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    delivered_at timestamptz,
    tries int not null default 0,
    next_at timestamptz,
    failure jsonb,
    primary key (domain, id)
  )`,
  `create index network_request_letters_of on network_request_letters (request, seq)`,
  `create index network_request_letters_waiting on network_request_letters (domain, seq) where own and delivered_at is null`,
]
