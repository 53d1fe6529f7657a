/** The database behaves the same embedded and on a server: migrations, transactions under contention, many rows at once. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exclusively, insertMany, migrate, type Database, type Migration } from './index.ts'
import { connect } from './open.ts'
import { testDatabase } from './testing.ts'

type Tables = {
  counters: { id: number; n: number }
  figures: { area: string; value: number | null; note: string | null }
}

const first: Migration = {
  module: 'test',
  name: '0001_tables',
  up: async (tx) => {
    await sql`create table counters (id int primary key, n int not null)`.execute(tx)
    await sql`create table figures (area text, value float8, note text)`.execute(tx)
  },
}
const broken: Migration = {
  module: 'test',
  name: '0002_broken',
  up: async (tx) => {
    await sql`create table half_done (id int)`.execute(tx)
    await sql`select 1 / 0`.execute(tx)
  },
}

let database: Database
beforeAll(async () => {
  database = await testDatabase([first])
})
afterAll(() => database.close())

test('a migration is applied once', async () => {
  expect(await migrate(database.db, [first])).toEqual([])
})

test('a migration that fails leaves nothing behind', async () => {
  await expect(migrate(database.db, [first, broken])).rejects.toThrow(/division by zero/)
  const { rows } = await sql`select to_regclass('half_done') as found`.execute(database.db)
  expect(rows).toEqual([{ found: null }])
})

test('a newer schema is refused', async () => {
  await expect(migrate(database.db, [])).rejects.toMatchObject({
    code: 'platform.schemaTooNew',
    details: { unknown: 'test/0001_tables' },
  })
})

test('a hundred read-modify-write transactions at once lose no update', async () => {
  const db = database.db.withTables<Tables>()
  await db.insertInto('counters').values({ id: 1, n: 0 }).execute()
  await Promise.all(
    Array.from({ length: 100 }, () =>
      db.transaction().execute(async (tx) => {
        const { n } = await tx
          .selectFrom('counters')
          .select('n')
          .where('id', '=', 1)
          .forUpdate()
          .executeTakeFirstOrThrow()
        await tx
          .updateTable('counters')
          .set({ n: n + 1 })
          .where('id', '=', 1)
          .execute()
      }),
    ),
  )
  expect(await db.selectFrom('counters').select('n').executeTakeFirst()).toEqual({ n: 100 })
})

test('many rows keep every character and every gap', async () => {
  const notes = ['plain', 'with "quotes", {braces} and \\', '', 'NULL', 'zażółć gęślą', null]
  await insertMany(database.db, 'figures', [
    { name: 'area', type: 'text', values: notes.map((_, i) => `a${i}`) },
    { name: 'value', type: 'float8', values: Float64Array.from([1.5, -0, 1e-300, NaN, 0.1 + 0.2, 2 ** 53]) },
    { name: 'note', type: 'text', values: notes },
  ])
  const rows = await database.db.withTables<Tables>().selectFrom('figures').selectAll().orderBy('area').execute()
  expect(rows.map((row) => row.note)).toEqual(notes)
  expect(rows.map((row) => row.value)).toEqual([1.5, 0, 1e-300, null, 0.1 + 0.2, 2 ** 53])
})

test.each([[['']], [['', null]], [[null]], [['\x1e', null, 'a']], [['a\x1fb', 'c']], [['\n\t', '\x1f']]])(
  'texts %j are written as they are, however few and strange',
  async (notes) => {
    await sql`delete from figures`.execute(database.db)
    const areas = notes.map((_, i) => `a${i}`)
    await insertMany(database.db, 'figures', [
      { name: 'area', type: 'text', values: areas },
      { name: 'note', type: 'text', values: notes },
    ])
    const rows = await database.db.withTables<Tables>().selectFrom('figures').selectAll().orderBy('area').execute()
    expect(rows.map(({ area, note }) => [area, note])).toEqual(notes.map((note, i) => [areas[i], note]))
  },
)

const embedded = !process.env.TEST_DATABASE_URL

test.skipIf(!embedded)(
  'who asks past his own transaction is told so instead of waiting for ever (embedded only)',
  async () => {
    const { db, pool } = database
    const past = (ask: () => Promise<unknown>) => db.transaction().execute(async () => void (await ask()))
    await expect(past(() => sql`select 1`.execute(db))).rejects.toThrow(/tx/)
    await expect(past(() => db.transaction().execute(async () => {}))).rejects.toThrow(/tx/)
    await expect(past(async () => pool.query('select 1'))).rejects.toThrow(/tx/)
    // Others, and what comes after, are free to ask.
    await Promise.all([db.transaction().execute((tx) => sql`select 1`.execute(tx)), sql`select 1`.execute(db)])
    let after: Promise<unknown> | undefined
    await db.transaction().execute(async () => {
      after = new Promise((resolve) => setTimeout(resolve, 100)).then(() => sql`select 1`.execute(db))
    })
    await after
    await sql`select 1`.execute(db)
  },
)

test.skipIf(embedded)(
  'a connection that the server drops fails the next question, and nothing else (on a server only)',
  async () => {
    const dropped = database.db.connection().execute(async (connection) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection)
      await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.db)
      await new Promise((resolve) => setTimeout(resolve, 200))
      await sql`select 1`.execute(connection)
    })
    await expect(dropped).rejects.toMatchObject({ code: 'platform.databaseAway' })
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }])
  },
)

test('what is done exclusively is done by one at a time, and also after it failed', async () => {
  // Embedded there is one process; on a server each connects by itself.
  const other = embedded ? undefined : await connect(database.url)
  let running = 0
  const work = async () => {
    expect(++running).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    running--
    throw new Error('done')
  }
  const all = [database, other ?? database, database, other ?? database]
  const done = await Promise.allSettled(all.map(({ db }) => exclusively(db, 'test', work)))
  expect(done.map(({ status, ...rest }) => [status, String((rest as { reason?: unknown }).reason)])).toEqual(all.map(() => ['rejected', 'Error: done'])) // prettier-ignore
  await other?.close()
})
