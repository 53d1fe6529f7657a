/** Reports, what became of them, and their PDFs. A report is asked for once a moment: who asks again gets the same. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table reports_reports (
    id uuid primary key,
    kind text not null check (kind in ('standard', 'city')),
    standard text not null,
    area_id text not null,
    year int not null,
    seq int not null,
    moment_at timestamptz not null,
    asked_by text not null,
    asked_at timestamptz not null,
    state text not null check (state in ('making', 'made', 'failed', 'cancelled')),
    job_id uuid,
    failure jsonb,
    sha256 text,
    bytes bigint,
    entry_id uuid,
    print_job_id uuid,
    print_failure jsonb,
    check (state <> 'made' or (sha256 is not null and bytes is not null and entry_id is not null))
  )`,
  `create unique index reports_once on reports_reports (area_id, kind, standard, year, seq)
    where state in ('making', 'made')`,
  `create table reports_publications (
    report_id uuid primary key references reports_reports (id),
    at timestamptz not null,
    by text not null,
    grounds text not null,
    entry_id uuid not null,
    supersedes uuid unique references reports_reports (id)
  )`,
  `create table reports_prints (
    report_id uuid not null references reports_reports (id),
    lang text not null,
    sha256 text not null,
    bytes bigint not null,
    at timestamptz not null,
    primary key (report_id, lang)
  )`,
]
