/** What is said of each area has a release of its own, so that one is taken back without the others. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table places_areas add release_id uuid references governance_releases (id), add fingerprint text`,
  // Those of before became public together, and are taken back together.
  `update places_areas set release_id = (select release_id from places_publications order by at desc limit 1)`,
  `alter table places_areas alter release_id set not null`,
  `create index places_areas_release on places_areas (release_id)`,
  `alter table places_publications drop areas, add area_id text references places_areas (id)`,
]
