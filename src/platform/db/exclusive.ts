/** One at a time, within this process and among all processes on one database. */
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** The last of those that wait in this process, by name. */
const waiting = new WeakMap<Db, Map<string, Promise<unknown>>>()

/**
 * Runs `work` while nobody else runs any of that name; others wait for their turn. Among processes a connection holds the
 * turn, and so loses it with its process, however that ends. The embedded database is one session for all connections,
 * to whom a lock of one is a lock of each: there the turns of the process are all there are.
 */
export async function exclusively<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  if (!waiting.has(db)) waiting.set(db, new Map())
  const last = waiting.get(db)!
  const before = last.get(name)
  const turn = (async () => {
    await before?.catch(() => {})
    return amongProcesses(db, name, work)
  })()
  last.set(name, turn)
  try {
    return await turn
  } finally {
    if (last.get(name) === turn) last.delete(name)
  }
}

async function amongProcesses<T>(db: Db, name: string, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtextextended(${name}, 0))`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(connection)
    }
  })
}
