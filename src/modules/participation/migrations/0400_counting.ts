/** Results, which are written once; what other rules would have made of the same ballots; votes of the past. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table participation_results (
    edition text primary key references participation_editions (code), document text not null, sha256 text not null,
    at timestamptz not null, entry_id uuid not null
  )`,
  // Of an edition's pool, or of a vote of the past, which has one pool.
  `create table participation_comparisons (
    subject text not null, pool text not null, way text not null, content jsonb not null, primary key (subject, pool, way)
  )`,
  `create table participation_archives (
    id uuid primary key, title text not null, sha256 text not null unique, content jsonb not null,
    at timestamptz not null, by text not null, entry_id uuid not null,
    release_id uuid references governance_releases (id)
  )`,
  `create trigger fixed before update or delete on participation_results
    for each row execute function participation_fixed()`,
  `create trigger kept before truncate on participation_results execute function participation_fixed()`,
]
