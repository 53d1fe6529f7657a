/** Statements that stand are named on a server, where each connection is a session of its own, and answer as any other. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askStanding, type Database } from './index.ts'
import { testDatabase } from './testing.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase([])
})
afterAll(() => database.close())

const sum = (a: number, b: number) => sql<{ sum: number }>`select ${a}::int + ${b}::int as sum`

test('asked many times at once and in transactions, each gets his own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const ask = (db: Database['db']) => askStanding(db, sum(n, 1))
      const { rows } = n % 2 ? await ask(database.db) : await database.db.transaction().execute(ask)
      return rows[0]!.sum
    }),
  )
  expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
})

test('what it is planned on may change beneath it', async () => {
  await sql`create table standing (n int)`.execute(database.db)
  const count = async () =>
    (await askStanding(database.db, sql<{ n: number }>`select count(*)::int as n from standing where n > ${0}`))
      .rows[0]!
  for (let n = 0; n < 8; n++) expect(await count()).toEqual({ n: 0 })
  await sql`alter table standing add column more text`.execute(database.db)
  await sql`insert into standing values (1), (2)`.execute(database.db)
  await sql`create index on standing (n)`.execute(database.db)
  expect(await count()).toEqual({ n: 2 })
})

test.skipIf(!process.env.TEST_DATABASE_URL)(
  'on a server the connection keeps it prepared (on a server only)',
  async () => {
    const kept = await database.db.connection().execute(async (connection) => {
      for (let n = 0; n < 3; n++) await askStanding(connection, sum(n, 2))
      return sql`select from pg_prepared_statements where statement like '%$1::int + $2::int as sum%'`.execute(
        connection,
      )
    })
    expect(kept.rows).toHaveLength(1)
  },
)
