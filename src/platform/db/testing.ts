/** A fresh database for a test file: on the embedded PostgreSQL that the test run started, or at `TEST_DATABASE_URL`. */
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { migrate, type Migration } from './migrate.ts'
import { connect, type Database } from './open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** One embedded database for each worker of the run; empty when the run is on a PostgreSQL server. */
    embeddedUrls: string[]
    /** What the names of this run's databases on a server begin with. */
    run: string
  }
}

/** An empty database with `migrations` applied. Close it in `afterAll`. */
export async function testDatabase(migrations: readonly Migration[] = []): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  if (server) return freshOnServer(server, migrations)
  const database = await freshEmbedded()
  await migrate(database.db, migrations)
  return database
}

/** A copy of the database with these migrations, which the first file that asks for it makes. */
async function freshOnServer(server: string, migrations: readonly Migration[]): Promise<Database> {
  const name = `${inject('run')}_${randomBytes(6).toString('hex')}`
  await once(server, `create database ${name} template ${await patternOnServer(server, migrations)}`)
  const database = await connect(databaseAt(server, name))
  return {
    ...database,
    async close() {
      await database.close()
      await once(server, `drop database ${name} with (force)`)
    },
  }
}

async function patternOnServer(server: string, migrations: readonly Migration[]): Promise<string> {
  const all = migrations.map(({ module, name, up }) => `${module}/${name} ${up.toString()}`).join('\n')
  const pattern = `${inject('run')}_of_${createHash('sha256').update(all).digest('hex').slice(0, 12)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    // Until the connection ends: of two workers that want it at once one makes it.
    await client.query('select pg_advisory_lock(hashtext($1))', [pattern])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [pattern])
    if (rowCount) return pattern
    await client.query(`drop database if exists ${pattern}_half`)
    await client.query(`create database ${pattern}_half`)
    const database = await connect(databaseAt(server, `${pattern}_half`))
    await migrate(database.db, migrations).finally(() => database.close())
    await client.query(`alter database ${pattern}_half rename to ${pattern}`)
    return pattern
  } finally {
    await client.end()
  }
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** The worker's embedded database, emptied of everything that is not PostGIS's. */
async function freshEmbedded(): Promise<Database> {
  const urls = inject('embeddedUrls')
  const url = urls[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % urls.length]!
  await once(url, EMPTY)
  return connect(url)
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const EMPTY = `do $$
declare thing record;
begin
  for thing in select nspname from pg_namespace
    where nspname not in ('public', 'information_schema') and nspname not like 'pg\\_%'
      and not exists (select from pg_depend where objid = pg_namespace.oid and deptype = 'e') loop
    execute format('drop schema %I cascade', thing.nspname);
  end loop;
  for thing in select c.oid::regclass as name, c.relkind from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and not exists (select from pg_depend d where d.objid = c.oid and d.objsubid = 0 and d.deptype in ('e', 'a', 'i')) loop
    execute format('drop %s if exists %s cascade',
      case thing.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
      thing.name);
  end loop;
  for thing in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
    execute format('drop routine if exists %s cascade', thing.name);
  end loop;
end $$`
