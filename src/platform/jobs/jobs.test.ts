/** Jobs: enqueued with the transaction or not at all, run, retried, cancelled; facts reach every listener. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database, Tx } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { systemIds } from '#platform/ids'
import { createJobs, migrations, type Jobs } from './index.ts'

let database: Database
let jobs: Jobs
const done: string[] = []
let failures = 0

beforeAll(async () => {
  database = await testDatabase(migrations)
  jobs = createJobs({ database, ids: systemIds, onError: () => {} })
  jobs.define<{ word: string }>('test.note', async ({ data }) => void done.push(data.word))
  jobs.define('test.fails-once', async () => {
    if (failures++ === 0) throw new Error('not yet')
    done.push('second try')
  })
  jobs.define<object>('test.long', async ({ progress, signal }) => {
    for (let i = 0; !signal.aborted; i++) {
      await progress(i)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    done.push('aborted')
  })
  const events = createEvents(jobs)
  events.on<{ word: string }>('test.happened', 'test.first', async ({ word }) => void done.push(`first ${word}`))
  events.on<{ word: string }>('test.happened', 'test.second', async ({ word }) => void done.push(`second ${word}`))
  await jobs.start()
  await jobs.work()
  await database.db.transaction().execute((tx) => events.emit(tx, 'test.happened', { word: 'fact' }))
})
afterAll(async () => {
  await jobs.stop()
  await database.close()
})

const within = (tx: (tx: Tx) => Promise<string>) => database.db.transaction().execute(tx)

test('a job runs after the commit, and its status says so', async () => {
  const id = await within((tx) => jobs.enqueue(tx, 'test.note', { word: 'kept' }))
  await vi.waitFor(() => expect(done).toContain('kept'), 10_000)
  await vi.waitFor(async () => expect((await jobs.status(id))?.state).toBe('done'), 10_000)
})

test('a job of a transaction that is rolled back never runs', async () => {
  let id = ''
  const rolledBack = within(async (tx) => {
    id = await jobs.enqueue(tx, 'test.note', { word: 'lost' })
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  expect(await jobs.status(id)).toBeUndefined()
})

test('a job that fails is tried again', async () => {
  await within((tx) => jobs.enqueue(tx, 'test.fails-once', {}))
  await vi.waitFor(() => expect(done).toContain('second try'), 20_000)
})

test('jobs of one queue do not wait for each other longer than they take', async () => {
  const words = Array.from({ length: 40 }, (_, i) => `word ${i}`)
  await within(async (tx) => {
    for (const word of words) await jobs.enqueue(tx, 'test.note', { word })
    return ''
  })
  await vi.waitFor(() => expect(done).toEqual(expect.arrayContaining(words)), 20_000)
})

test('a running job is cancelled', async () => {
  const id = await within((tx) => jobs.enqueue(tx, 'test.long', {}))
  await vi.waitFor(async () => expect((await jobs.status(id))?.state).toBe('running'), 10_000)
  await jobs.cancel(id)
  await vi.waitFor(() => expect(done).toContain('aborted'), 10_000)
  expect((await jobs.status(id))?.state).toBe('cancelled')
})

test('a cron is read by the clock on the wall, also when that is put forward and back', () => {
  const after = (cron: string, from: string) =>
    jobs.upcoming(cron, 'Europe/Warsaw', new Date(from), 3).map((at) => at.toISOString())
  expect(after('0 6 * * *', '2026-10-24T00:00:00Z')).toEqual([
    '2026-10-24T04:00:00.000Z',
    '2026-10-25T05:00:00.000Z',
    '2026-10-26T05:00:00.000Z',
  ])
  expect(after('30 2 * * *', '2026-10-24T00:00:00Z')).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
  expect(after('30 2 * * *', '2027-03-27T00:00:00Z')).toEqual([
    '2027-03-27T01:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ])
  for (const wrong of ['', 'every day', '61 * * * *', '0 0 30 2 *']) expect(() => after(wrong, '2027-03-27')).toThrow()
})

test('a fact reaches every listener once', async () => {
  await vi.waitFor(() => expect(done).toEqual(expect.arrayContaining(['first fact', 'second fact'])), 10_000)
  expect(done.filter((word) => word === 'first fact')).toHaveLength(1)
})
