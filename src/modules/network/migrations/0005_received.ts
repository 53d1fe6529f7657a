/** What other cities stated of their indicators, as they signed it and as it was checked; never among the city's own figures. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_feeds (
    domain text primary key,
    cursor bigint not null,
    asked_at timestamptz,
    whole_at timestamptz,
    failure jsonb
  )`,
  `create table network_received (
    domain text not null,
    id text not null,
    seq bigint not null,
    indicator text not null,
    version int not null,
    area text not null,
    period text not null,
    withdrawn boolean not null,
    key text not null,
    sha256 text not null,
    received_at timestamptz not null,
    document text not null,
    standards text not null,
    state text not null,
    checked_at timestamptz,
    report jsonb,
    primary key (domain, id)
  )`,
  `create index network_received_cells on network_received (domain, indicator, area, period, seq desc)`,
  `create index network_received_standards on network_received using gin (string_to_array(standards, ' '))`,
  `create index network_received_unchecked on network_received (domain, seq desc) where checked_at is null and not withdrawn`,
  `create table network_meanings (
    domain text not null,
    indicator text not null,
    version int not null,
    formula text not null,
    unit text not null,
    first_at timestamptz not null,
    primary key (domain, indicator, version, formula, unit)
  )`,
  `create table network_refused (
    domain text not null,
    seq bigint not null,
    code text not null,
    id text not null,
    problem text not null,
    at timestamptz not null,
    primary key (domain, seq, code)
  )`,
]
