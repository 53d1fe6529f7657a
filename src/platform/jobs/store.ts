/** How far each job is. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'

type Tables = {
  jobs_progress: { id: string; queue: string; done: number; total: number | null; created_at: Date; updated_at: Date }
}
const tables = (db: Db) => db.withTables<Tables>()

export async function add(db: Db, id: string, queue: string): Promise<void> {
  await tables(db)
    .insertInto('jobs_progress')
    .values({ id, queue, done: 0, total: null, created_at: sql`now()`, updated_at: sql`now()` } as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function progress(db: Db, id: string, done: number, total: number | null): Promise<void> {
  await tables(db)
    .updateTable('jobs_progress')
    .set({ done, total, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute()
}

export async function find(db: Db, id: string) {
  return tables(db).selectFrom('jobs_progress').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The queues in which a job is due that nobody has taken. */
export async function due(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct name from pgboss.job
    where state < 'active' and not blocked and start_after <= now()`.execute(db)
  return rows.map(({ name }) => name)
}

/** Gives back to the queue what a process of this house held when it was killed; only right where no other process works. */
export async function releaseAbandoned(db: Db): Promise<void> {
  await sql`update pgboss.job set state = 'retry', start_after = now() where state = 'active'`.execute(db)
}
