/** A full disk under the embedded database: it is told as what it is, nothing that was acknowledged is lost, and with room again the work goes on. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase, type Database } from './index.ts'

const DISK_MB = 320
/** What is left free before the writing begins. */
const LEFT_BYTES = 2_000_000

const folder = mkdtempSync(join(tmpdir(), 'unia-full-'))
const isMounted = mountSmall()
const ballast = join(folder, 'ballast')
const free = () => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
const fill = () => writeFileSync(ballast, Buffer.alloc(Math.max(0, free() - LEFT_BYTES)))
const makeRoom = () => rmSync(ballast, { force: true })

/** Only an administrator of the machine may, and not in every container. */
function mountSmall(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
afterAll(() => {
  // What still closes its files holds nobody up.
  if (isMounted) execFileSync('umount', ['--lazy', folder])
  rmSync(folder, { recursive: true })
})

describe.skipIf(!isMounted)('on a small disk (where this process may mount one)', () => {
  let database: Database
  const reports: string[] = []
  beforeAll(async () => {
    database = await openDatabase({ dataDir: folder }, (error) => reports.push((error as Error).message))
    await sql`create table kept (n int primary key, text text)`.execute(database.db)
  })
  afterAll(() => database.close())

  let acknowledged = 0
  const keep = async (bytes: number) => {
    await sql`insert into kept values (${acknowledged + 1}, ${'x'.repeat(bytes)})`.execute(database.db)
    acknowledged++
  }
  const kept = async () => (await sql<{ n: number }>`select count(*) as n from kept`.execute(database.db)).rows[0]!.n

  test('no room for rows', async () => {
    // Plain, or a text of one letter would be kept in a few bytes.
    await sql`alter table kept alter column text set storage plain`.execute(database.db)
    fill()
    const writing = async () => {
      for (;;) await keep(4_000)
    }
    await expect(writing()).rejects.toMatchObject({ code: 'platform.diskFull', status: 507 })
    expect(await kept()).toBe(acknowledged)
    makeRoom()
    await keep(4_000)
    expect(await kept()).toBe(acknowledged)
    expect(reports).toEqual([])
  })

  test(
    'no room for the log: the database goes down, and is there again when there is room',
    { timeout: 120_000 },
    async () => {
      fill()
      const writing = async () => {
        for (;;)
          await sql`select pg_logical_emit_message(true, 'test', repeat('a log entry ', 100000))`.execute(database.db)
      }
      await expect(writing()).rejects.toMatchObject({ code: 'platform.diskFull' })
      await expect(kept()).rejects.toMatchObject({ code: 'platform.databaseAway', status: 503 })
      await vi.waitFor(() => expect(reports.length).toBeGreaterThan(1), 10_000)
      makeRoom()
      await vi.waitFor(async () => expect(await kept()).toBe(acknowledged), { timeout: 90_000, interval: 500 })
      await keep(4_000)
      expect(await kept()).toBe(acknowledged)
    },
  )

  test('a house that is started without room says so', async () => {
    fill()
    await expect(openDatabase({ dataDir: join(folder, 'another') }, () => {})).rejects.toMatchObject({
      code: 'platform.diskFull',
    })
  })
})
