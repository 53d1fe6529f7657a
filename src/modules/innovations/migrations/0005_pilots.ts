/** Pilots: the sealed plan, its amendments, evaluations and the log. What was sealed or said is never changed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table innovations_pilots (
    id uuid primary key,
    number int generated always as identity unique,
    organisation_id uuid not null,
    state text not null,
    plan jsonb not null,
    plan_text text,
    plan_sha256 text,
    plan_entry_id uuid,
    sealed_at timestamptz,
    started_on date,
    decision jsonb,
    made_at timestamptz not null,
    made_by text not null,
    entry_id uuid not null
  )`,
  `create index innovations_pilots_state on innovations_pilots (state)`,
  `create table innovations_pilot_amendments (
    pilot_id uuid not null references innovations_pilots (id),
    number int not null,
    text text not null,
    sha256 text not null,
    at timestamptz not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (pilot_id, number)
  )`,
  `create table innovations_pilot_evaluations (
    pilot_id uuid not null references innovations_pilots (id),
    number int not null,
    bundle text not null,
    sha256 text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (pilot_id, number)
  )`,
  `create table innovations_pilot_publications (
    pilot_id uuid not null references innovations_pilots (id),
    number int not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (pilot_id, number)
  )`,
  `create table innovations_pilot_log (
    pilot_id uuid not null references innovations_pilots (id),
    seq bigint generated always as identity,
    id uuid not null unique,
    kind text not null,
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (pilot_id, seq)
  )`,
  ...['amendments', 'evaluations', 'publications', 'log'].map(
    (table) => `create trigger innovations_pilot_${table}_stays before update or delete on innovations_pilot_${table}
    for each row execute function innovations_stays()`,
  ),
  `create function innovations_plan_stays() returns trigger language plpgsql as $$
  begin
    if old.plan_text is not null and (new.plan, new.plan_text, new.plan_sha256, new.plan_entry_id, new.sealed_at)
      is distinct from (old.plan, old.plan_text, old.plan_sha256, old.plan_entry_id, old.sealed_at) then
      raise exception 'a sealed plan stays as it is';
    end if;
    return new;
  end $$`,
  `create trigger innovations_pilots_sealed before update on innovations_pilots
    for each row execute function innovations_plan_stays()`,
]
