/**
 * The areas as values are computed with them, each change of one under the publication that brought it: sums over parts
 * stay what they were when they were published. What is due, what computing stands on, and an import's rows are found
 * without reading everything.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table indicators_areas (
    id text not null,
    seq int not null references indicators_publications (seq),
    kind text not null,
    parent_id text,
    valid_from date,
    valid_to date,
    primary key (id, seq)
  )`,
  // Kinds of publications are the program's matter, and there will be more.
  `alter table indicators_publications drop constraint if exists indicators_publications_kind_check`,
  // How many it changed stands in the ledger's entry.
  `alter table indicators_publications drop column values_changed`,
  `create index indicators_publications_due on indicators_publications (seq) where computed_at is null`,
  `create index indicators_publications_kind on indicators_publications (kind, seq)`,
  // Ranges of blocks are summed up only by a vacuum, which the embedded database never does.
  `drop index indicators_observations_import`,
  `create index indicators_observations_import on indicators_observations (import_number)`,
]
