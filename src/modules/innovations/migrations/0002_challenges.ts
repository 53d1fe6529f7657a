/** Challenges: from a problem to whoever is chosen to try something. The log is only added to, and so is what reviewers said. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table innovations_challenges (
    id uuid primary key,
    number int generated always as identity unique,
    organisation_id uuid not null,
    state text not null,
    problem jsonb not null,
    call jsonb,
    outcome jsonb,
    pilot_id uuid,
    made_at timestamptz not null,
    made_by text not null,
    entry_id uuid not null
  )`,
  `create index innovations_challenges_state on innovations_challenges (state)`,
  `create table innovations_challenge_log (
    challenge_id uuid not null references innovations_challenges (id),
    seq bigint generated always as identity,
    id uuid not null unique,
    kind text not null,
    content jsonb not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id),
    primary key (challenge_id, seq)
  )`,
  `create table innovations_applications (
    id uuid primary key,
    challenge_id uuid not null references innovations_challenges (id),
    account text not null,
    content jsonb not null,
    members jsonb not null,
    withdrawn_at timestamptz,
    at timestamptz not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id)
  )`,
  `create unique index innovations_applications_one on innovations_applications (challenge_id, account) where withdrawn_at is null`,
  `create table innovations_application_files (
    application_id uuid not null references innovations_applications (id),
    id uuid not null,
    sha256 text not null,
    name text not null,
    media_type text not null,
    bytes bigint not null,
    at timestamptz not null,
    primary key (application_id, id)
  )`,
  `create table innovations_reviewers (
    challenge_id uuid not null references innovations_challenges (id),
    account text not null,
    name text not null,
    email text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    primary key (challenge_id, account)
  )`,
  `create table innovations_reviews (
    application_id uuid not null references innovations_applications (id),
    account text not null,
    seq bigint generated always as identity,
    conflict text,
    scores jsonb,
    words text not null,
    at timestamptz not null,
    entry_id uuid not null,
    primary key (application_id, account, seq),
    check ((conflict is null) <> (scores is null))
  )`,
  `create table innovations_data_grants (
    id uuid primary key,
    challenge_id uuid not null references innovations_challenges (id),
    application_id uuid not null references innovations_applications (id),
    name text not null,
    purpose text not null,
    until date not null,
    sha256 text not null,
    media_type text not null,
    bytes bigint not null,
    uses int not null default 0,
    ended_at timestamptz,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null,
    release_id uuid not null references governance_releases (id)
  )`,
  `create table innovations_reminders (
    challenge_id uuid not null references innovations_challenges (id),
    what text not null,
    day date not null,
    at timestamptz not null,
    primary key (challenge_id, what, day)
  )`,
  ...['challenge_log', 'reviews'].map(
    (table) => `create trigger innovations_${table}_stays before update or delete on innovations_${table}
    for each row execute function innovations_stays()`,
  ),
]
