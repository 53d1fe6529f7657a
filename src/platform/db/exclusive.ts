/** One at a time, among all processes on one database. */
import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Runs `work` while nobody else runs any of that name; others wait for their turn. A connection holds the turn, and so
 * loses it with its process, however that ends. The embedded database has one process and so needs, and knows, no turns.
 */
export async function exclusively<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtextextended(${name}, 0))`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(connection)
    }
  })
}
