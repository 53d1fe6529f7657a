/**
 * The gate. The database itself holds to it: a release is of the very content that was examined, and of a decision that
 * opened it; whatever makes something public refers to a release.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table governance_examinations (
    id uuid primary key,
    module text not null,
    kind text not null,
    subject_id text not null,
    title text not null,
    public_title text,
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    findings jsonb not null,
    asset_id uuid references governance_assets (id),
    aggregate boolean not null,
    personal boolean not null,
    brought_by text not null,
    brought_at timestamptz not null,
    state text not null check (state in ('held', 'opened', 'refused', 'withdrawn')),
    changed_at timestamptz not null,
    unique (module, kind, subject_id, fingerprint),
    unique (id, fingerprint)
  )`,
  `create index governance_examinations_fingerprint on governance_examinations (fingerprint)`,
  `create index governance_examinations_changed on governance_examinations (changed_at, id)`,
  `create index governance_examinations_held on governance_examinations (brought_at) where state = 'held'`,
  `create table governance_decisions (
    examination_id uuid not null references governance_examinations (id),
    number int not null,
    verdict text not null check (verdict in ('open', 'refuse')),
    rule text,
    at timestamptz not null,
    by text not null,
    grounds text not null,
    answers jsonb not null default '[]',
    public_note text,
    entry_id uuid,
    primary key (examination_id, number),
    unique (examination_id, number, verdict)
  )`,
  `create table governance_releases (
    id uuid primary key,
    examination_id uuid not null,
    fingerprint text not null,
    decision int not null,
    verdict text not null default 'open' check (verdict = 'open'),
    address text not null,
    at timestamptz not null,
    foreign key (examination_id, fingerprint) references governance_examinations (id, fingerprint),
    foreign key (examination_id, decision, verdict) references governance_decisions (examination_id, number, verdict)
  )`,
  `create index governance_releases_examination on governance_releases (examination_id)`,
  `create table governance_withdrawals (
    release_id uuid primary key references governance_releases (id),
    at timestamptz not null,
    by text not null,
    reason text not null,
    entry_id uuid
  )`,
]
