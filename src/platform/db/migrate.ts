/** Migrations: per module, in level order, forward only, each in a transaction of its own. */
import { sql } from 'kysely'
import { refuse } from './faults.ts'
import type { Db, Tx } from './open.ts'

/** `name` begins with the module, so that it is known in the whole house: `places/0001_areas`. */
export type Migration = { module: string; name: string; up(tx: Tx): Promise<void> }

/** Any constant will do, so long as every process of the house uses the same. */
const LOCK = 8_131_977

type Tables = { platform_migrations: { name: string; at: Date } }

/**
 * Brings the database up to `migrations`; safe when several processes start at once.
 * Throws `platform.schemaTooNew` when the database holds a migration that this program does not know.
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  const named = migrations.map((migration) => ({ ...migration, name: `${migration.module}/${migration.name}` }))
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      await sql`create table if not exists platform_migrations (
        name text primary key, at timestamptz not null default now())`.execute(connection)
      const rows = await connection.withTables<Tables>().selectFrom('platform_migrations').select('name').execute()
      const done = new Set(rows.map((row) => row.name))
      const unknown = [...done].filter((name) => !named.some((migration) => migration.name === name))
      if (unknown.length > 0) throw refuse.schemaTooNew({ unknown: unknown.join(', ') })
      const due = named.filter(({ name }) => !done.has(name))
      for (const { name, up } of due) {
        await connection.transaction().execute(async (tx) => {
          await up(tx)
          await tx
            .withTables<Tables>()
            .insertInto('platform_migrations')
            .values({ name, at: sql`now()` as never })
            .execute()
        })
      }
      return due.map(({ name }) => name)
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}
