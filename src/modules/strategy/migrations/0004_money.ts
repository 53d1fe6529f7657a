/** The city's budget, line by line: files that came in, what became public of them, and which of it holds for each year. Nothing is overwritten. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table strategy_money_imports (
    id uuid primary key,
    file_name text not null,
    sha256 text not null,
    bytes bigint not null,
    currency text not null,
    source jsonb,
    lines int not null,
    sums jsonb not null,
    checks jsonb not null,
    state text not null check (state in ('waiting', 'published', 'dropped')),
    at timestamptz not null,
    by text not null,
    entry_id uuid not null
  )`,
  `create index strategy_money_imports_at on strategy_money_imports (at)`,
  `create table strategy_money_lines (
    import_id uuid not null references strategy_money_imports (id),
    year int not null,
    seq int not null,
    line int not null,
    direction text not null check (direction in ('revenue', 'expenditure')),
    kind text not null check (kind in ('planned', 'committed', 'spent')),
    division text,
    chapter text,
    paragraph text,
    source text,
    district text,
    goal text,
    project uuid references strategy_projects (id),
    title text,
    amount_minor bigint not null,
    primary key (import_id, year, seq)
  )`,
  `create index strategy_money_lines_project on strategy_money_lines (project) where project is not null`,
  `create table strategy_money_publications (
    import_id uuid primary key references strategy_money_imports (id),
    number int generated always as identity unique,
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id)
  )`,
  `create table strategy_money_years (
    year int not null,
    kind text not null,
    import_id uuid not null references strategy_money_publications (import_id),
    revenue_minor bigint,
    expenditure_minor bigint,
    lines int not null,
    primary key (year, kind, import_id)
  )`,
  `create function strategy_money_stays() returns trigger language plpgsql as $$
    begin raise exception 'a line of the budget is never changed'; end $$`,
  `create trigger strategy_money_lines_stay before update or delete on strategy_money_lines
    for each statement execute function strategy_money_stays()`,
  `create trigger strategy_money_publications_stay before update or delete on strategy_money_publications
    for each statement execute function strategy_money_stays()`,
]
