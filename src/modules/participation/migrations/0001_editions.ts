/** Editions, their public versions, extensions, what was sealed; and triggers that let nothing of a sealed vote be changed. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const ACT = `at timestamptz not null, by text not null, entry_id uuid not null`
const RELEASE = `release_id uuid not null references governance_releases (id)`
const EDITION = `edition text not null references participation_editions (code)`
/** In this order, and never back. */
const STATES = `array['draft', 'announced', 'sealed', 'closed', 'opened', 'counted']`

const STATEMENTS = [
  `create table participation_editions (
    code text primary key, state text not null check (state = any (${STATES})),
    version int not null, rules jsonb not null, ${ACT}
  )`,
  `create table participation_versions (
    ${EDITION}, version int not null, rules jsonb not null, grounds text not null, ${ACT}, ${RELEASE},
    primary key (edition, version)
  )`,
  `create table participation_extensions (
    ${EDITION}, number int not null, phase text not null, was timestamptz not null, until timestamptz not null,
    grounds text not null, ${ACT}, ${RELEASE}, primary key (edition, number), check (until > was)
  )`,
  // The order of the characters, whatever the language of the database.
  `create table participation_listed (
    ${EDITION}, number text collate "C" not null, pool text not null, content jsonb not null, primary key (edition, number)
  )`,
  `create table participation_seals (
    edition text primary key references participation_editions (code), document text not null, sha256 text not null, ${ACT}
  )`,

  `create function participation_fixed() returns trigger language plpgsql as $$
    begin raise exception '% is written once: neither changed nor taken away', tg_table_name
      using errcode = 'integrity_constraint_violation'; end $$`,
  `create function participation_edition_kept() returns trigger language plpgsql as $$
    declare states constant text[] := ${STATES};
    begin
      if tg_op = 'DELETE' then
        if old.state = 'draft' then return old; end if;
        raise exception 'edition % was announced: it stays', old.code using errcode = 'integrity_constraint_violation';
      end if;
      if array_position(states, new.state) < array_position(states, old.state) or new.code <> old.code then
        raise exception 'edition % is %: it does not go back', old.code, old.state
          using errcode = 'integrity_constraint_violation';
      end if;
      if array_position(states, old.state) >= 3 and (new.rules, new.version) is distinct from (old.rules, old.version) then
        raise exception 'edition % is sealed: its rules stay', old.code using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`,
  `create function participation_unsealed() returns trigger language plpgsql as $$
    begin
      if (select state from participation_editions where code = new.edition) not in ('draft', 'announced') then
        raise exception 'edition % is sealed: nothing is added', new.edition
          using errcode = 'integrity_constraint_violation';
      end if;
      return new;
    end $$`,
  `create trigger kept before update or delete on participation_editions
    for each row execute function participation_edition_kept()`,
  `create trigger fixed before truncate on participation_editions execute function participation_fixed()`,
  ...['versions', 'extensions', 'listed', 'seals'].flatMap((table) => [
    `create trigger fixed before update or delete on participation_${table}
      for each row execute function participation_fixed()`,
    `create trigger kept before truncate on participation_${table} execute function participation_fixed()`,
  ]),
  ...['versions', 'listed', 'seals'].map(
    (table) => `create trigger unsealed before insert on participation_${table}
      for each row execute function participation_unsealed()`,
  ),
]
