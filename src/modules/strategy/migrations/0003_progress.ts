/** Reports on the progress of strategies, and their PDFs. A report is made once, of one moment. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table strategy_reports (
    id uuid primary key,
    strategy_id text not null,
    version int not null,
    seq int not null,
    moment_at timestamptz not null,
    asked_by text not null,
    asked_at timestamptz not null,
    state text not null check (state in ('making', 'made', 'failed')),
    failure jsonb,
    sha256 text,
    bytes bigint,
    entry_id uuid,
    release_id uuid references governance_releases (id),
    print_failure jsonb,
    check (state <> 'made' or (sha256 is not null and bytes is not null and entry_id is not null and release_id is not null))
  )`,
  `create unique index strategy_reports_once on strategy_reports (strategy_id) where state = 'making'`,
  `create index strategy_reports_strategy on strategy_reports (strategy_id, asked_at)`,
  `create table strategy_report_prints (
    report_id uuid not null references strategy_reports (id),
    lang text not null,
    sha256 text not null,
    bytes bigint not null,
    primary key (report_id, lang)
  )`,
]
