/** What is asked of the cards of events alone. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** When each was written for the first time. */
export async function firsts(db: Db): Promise<Map<string, Date>> {
  const { rows } = await sql<{ id: string; at: Date }>`select id, at from innovations_cards
    where kind = 'event' and version = 1`.execute(db)
  return new Map(rows.map(({ id, at }) => [id, at]))
}
