/** What is said of proposals, and what moderators and those concerned did with it. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table participation_comments (
    id uuid primary key,
    proposal_id uuid not null references participation_proposals (id),
    parent_id uuid references participation_comments (id),
    account text,
    name text not null,
    text text not null,
    at timestamptz not null,
    state text not null check (state in ('shown', 'waiting', 'removed'))
  )`,
  `create index participation_comments_of on participation_comments (proposal_id, at)`,
  `create index participation_comments_account on participation_comments (account, at)`,
  `create table participation_comment_acts (
    id uuid primary key,
    comment_id uuid not null references participation_comments (id),
    kind text not null check (kind in ('reported', 'approved', 'removed', 'appealed', 'restored', 'upheld')),
    rule text check (rule in ('insult', 'personal', 'spam', 'crime', 'offTopic')),
    reason text not null,
    at timestamptz not null,
    by text not null,
    entry_id uuid not null
  )`,
  `create index participation_comment_acts_of on participation_comment_acts (comment_id, at)`,
]
