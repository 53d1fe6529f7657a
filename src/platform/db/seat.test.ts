/** Processes that are alike have different numbers, and one that ended leaves its own to the next. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeSeat, type Database } from './index.ts'
import { testDatabase } from './testing.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase([])
})
afterAll(() => database.close())

const onServer = test.skipIf(!process.env.TEST_DATABASE_URL)

onServer(
  'the lowest that is free; left, it is free again; of another name it was never taken (on a server only)',
  async () => {
    const [first, second] = [await takeSeat(database, 'share'), await takeSeat(database, 'share')]
    const other = await takeSeat(database, 'other')
    expect([first.number, second.number, other.number]).toEqual([0, 1, 0])
    await first.leave()
    const third = await takeSeat(database, 'share')
    expect(third.number).toBe(0)
    await Promise.all([second, third, other].map((one) => one.leave()))
  },
)

onServer('one whose connection the server dropped sits in it again (on a server only)', async () => {
  const seat = await takeSeat(database, 'dropped')
  const holders = async () => (await sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and objid = 0
    and classid = hashtext('dropped')::oid and database = (select oid from pg_database where datname = current_database())`.execute(database.db)).rows // prettier-ignore
  const [before] = await holders()
  await sql`select pg_terminate_backend(${before!.pid})`.execute(database.db)
  await expect.poll(async () => (await holders()).filter(({ pid }) => pid !== before!.pid).length, { timeout: 20_000 }).toBe(1) // prettier-ignore
  await seat.leave()
})
