/** Who is told of changes, what waits to be told, contexts that are kept, and registrations of other sources. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  // A time that is written with its zone is the same instant wherever it is read.
  `create function infrastructure_instant(text) returns timestamptz language plpgsql immutable parallel safe as $$
    begin
      if $1 !~ '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$' then return null; end if;
      return replace($1, ',', '.')::timestamptz;
    exception when others then return null;
    end $$`,
  `create table infrastructure_contexts (
    id text primary key,
    kind text not null check (kind in ('Hosted', 'Cached', 'ImplicitlyCreated')),
    body jsonb not null,
    at timestamptz not null,
    by text,
    used_at timestamptz not null,
    uses bigint not null default 0
  )`,
  `create table infrastructure_subscriptions (
    id text collate "C" primary key,
    details jsonb not null,
    reach jsonb not null,
    owner uuid,
    by text not null,
    created_at timestamptz not null,
    modified_at timestamptz not null,
    is_active boolean not null default true,
    expires_at timestamptz,
    times_sent bigint not null default 0,
    times_failed bigint not null default 0,
    failures int not null default 0,
    last_notification timestamptz,
    last_success timestamptz,
    last_failure timestamptz,
    last_error text,
    next_at timestamptz not null,
    taken_until timestamptz
  )`,
  `create table infrastructure_notifications (
    subscription_id text collate "C" not null,
    seq bigint generated always as identity,
    entity_id text collate "C" not null,
    payload jsonb not null,
    at timestamptz not null,
    primary key (subscription_id, seq)
  )`,
  `create table infrastructure_registrations (
    id text collate "C" primary key,
    details jsonb not null,
    owner uuid,
    by text not null,
    created_at timestamptz not null,
    modified_at timestamptz not null
  )`,
  // Counts the changes of what is held in memory, so that every process sees that it must read anew.
  `create table infrastructure_stamps (name text primary key, stamp bigint not null)`,
  `insert into infrastructure_stamps values ('subscriptions', 0), ('policies', 0)`,
]
