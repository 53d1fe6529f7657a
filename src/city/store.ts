/** Which pack was loaded last. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export async function loaded(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{
    fingerprint: string
  }>`select fingerprint from city_packs order by number desc limit 1`.execute(db)
  return rows[0]?.fingerprint
}

export async function remember(db: Db, fingerprint: string): Promise<void> {
  await sql`insert into city_packs (fingerprint) values (${fingerprint})`.execute(db)
}
