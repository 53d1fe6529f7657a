/** Proposals: drafts with their authors and supporters, what was handed in, what offices said, and the prices and the ground they rest on. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const ACT = `at timestamptz not null, by text not null`
const DONE = `${ACT}, entry_id uuid not null`
const OF = `proposal_id uuid not null references participation_proposals (id)`
const fixed = (table: string) => `create trigger ${table}_fixed before update or delete on ${table}
  for each row execute function participation_fixed()`

const STATEMENTS = [
  `create table participation_proposals (
    id uuid primary key,
    edition text not null references participation_editions (code),
    number int,
    state text not null check (state in ('draft', 'formalCheck', 'correction', 'opinions', 'accepted', 'rejected', 'appeal', 'closed', 'withdrawn', 'merged')),
    revision int not null,
    version int not null,
    content jsonb not null,
    cost_minor bigint not null,
    merged_into uuid references participation_proposals (id),
    correct_by timestamptz,
    area text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    submitted_at timestamptz,
    unique (edition, number),
    check ((number is null) = (submitted_at is null)),
    check ((state = 'merged') = (merged_into is not null))
  )`,
  `create index participation_proposals_state on participation_proposals (edition, state)`,
  `create table participation_proposal_authors (
    ${OF}, account text not null, name text not null, shown boolean not null, at timestamptz not null,
    primary key (proposal_id, account)
  )`,
  `create index participation_proposal_authors_account on participation_proposal_authors (account)`,
  `create table participation_proposal_supporters (
    ${OF}, account text not null, revision int not null, at timestamptz not null, primary key (proposal_id, account)
  )`,
  // By a link one becomes an author, once; or reads a draft and supports it, as often as it is passed on.
  `create table participation_proposal_links (
    hash text primary key, ${OF}, kind text not null check (kind in ('author', 'support')), ${ACT},
    until timestamptz not null, used_by text
  )`,
  `create table participation_proposal_versions (
    ${OF}, version int not null, content jsonb not null, cost_minor bigint not null, ${DONE}, primary key (proposal_id, version)
  )`,
  fixed('participation_proposal_versions'),
  `create table participation_proposal_acts (
    id uuid primary key, ${OF}, kind text not null check (kind in ('submitted', 'corrected', 'appealed', 'withdrawn', 'merged')),
    text text not null, ${DONE}
  )`,
  `create index participation_proposal_acts_of on participation_proposal_acts (proposal_id, at)`,
  `create table participation_proposal_photos (
    id uuid primary key, ${OF}, sha256 text not null, media_type text not null, bytes bigint not null, alt text not null, ${ACT}
  )`,
  `create index participation_proposal_photos_of on participation_proposal_photos (proposal_id)`,
  `create table participation_proposal_tasks (
    id uuid primary key, ${OF}, step text not null check (step in ('formal', 'opinion', 'appeal')),
    organisation_id uuid not null, version int not null, made_at timestamptz not null, due_at timestamptz not null,
    outcome text check (outcome in ('yes', 'no', 'correction')), reason text, at timestamptz, by text, entry_id uuid,
    check ((outcome is null) = (reason is null) and (outcome is null) = (entry_id is null))
  )`,
  `create index participation_proposal_tasks_of on participation_proposal_tasks (proposal_id)`,
  `create index participation_proposal_tasks_open on participation_proposal_tasks (due_at) where outcome is null`,
  `create table participation_proposal_merges (
    from_id uuid not null references participation_proposals (id), into_id uuid not null references participation_proposals (id),
    ${ACT}, agreed_by text, agreed_at timestamptz, primary key (from_id, into_id), check (from_id <> into_id)
  )`,
  `create table participation_proposal_translations (
    ${OF}, language text not null, version int not null, title text not null, text text not null, by_city boolean not null,
    ${DONE}, primary key (proposal_id, language, at)
  )`,
  `create table participation_prices (
    edition text not null references participation_editions (code), version int not null, items jsonb not null, ${DONE},
    primary key (edition, version)
  )`,
  fixed('participation_prices'),
  `create table participation_grounds (
    id uuid primary key, source text not null, made_up boolean not null, parcels int not null, ${DONE}
  )`,
  `create table participation_ground_parcels (
    ground_id uuid not null references participation_grounds (id), number int not null,
    owner text not null check (owner in ('city', 'state', 'private', 'unknown')), outline geometry(Geometry, 4326) not null,
    primary key (ground_id, number)
  )`,
  `create index participation_ground_parcels_outline on participation_ground_parcels using gist (outline)`,
]
