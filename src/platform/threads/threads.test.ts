/** A thread takes its pieces in order and answers at their end; one that fails says so, one that is stopped is not waited for. */
import { expect, test } from 'vitest'
import { createPool, Exhausted, startThread } from './index.ts'

const program = new URL('./summing-worker.ts', import.meta.url)
const piece = (...bytes: number[]) => Uint8Array.from(bytes)

test('all of many pieces, in order', async () => {
  const thread = startThread<number[]>(program, { start: 1 })
  for (let i = 0; i < 100; i++) await thread.give(piece(i))
  expect(await thread.end()).toEqual([1, ...Array.from({ length: 100 }, (_, i) => i)])
})

test('what it fails with is told at the end, and nobody waits for it before', async () => {
  const thread = startThread<number[]>(program, { start: 1 })
  for (let i = 0; i < 20; i++) await thread.give(piece(255))
  await expect(thread.end()).rejects.toThrow('255 is no number of ours')
})

test('stopped, it has no answer', async () => {
  const thread = startThread<number[]>(program, { start: 1 })
  const answer = thread.end()
  thread.stop()
  await expect(answer).rejects.toThrow(/ended/)
})

test('what is lent is gone here, and comes back to be used again', async () => {
  const thread = startThread<number[]>(program, { start: 1 })
  expect(thread.room().byteLength).toBe(0)
  const first = piece(7, 8)
  await thread.give(first, [first.buffer])
  expect(first.length).toBe(0)
  for (let i = 0; i < 8; i++) await thread.give(piece(i))
  expect(new Uint8Array(thread.room())).toEqual(piece(7, 8))
  expect((await thread.end()).slice(0, 2)).toEqual([1, 7])
})

test('threads of a pool do many tasks, refuse as they are told to, and one that ends spoils no other', async () => {
  const pool = createPool<number, number>(new URL('./doubling-worker.ts', import.meta.url))
  expect(await Promise.all(Array.from({ length: 20 }, (_, i) => pool.ask(2 * i)))).toEqual(Array.from({ length: 20 }, (_, i) => 4 * i)) // prettier-ignore
  await expect(pool.ask(7)).rejects.toMatchObject({ code: 'threads.odd', status: 422, details: { n: 7 } })
  const said = await Promise.allSettled([4, -1, 6, -1, 8].map((n) => pool.ask(n)))
  expect(said.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
})

test('a task that comes to no end is ended, and the next one is done by another thread', async () => {
  const pool = createPool<number, number>(new URL('./doubling-worker.ts', import.meta.url), { timeoutMs: 2_000 })
  const endless = pool.ask(2_000)
  await expect(endless).rejects.toThrow(Exhausted)
  await expect(endless).rejects.toMatchObject({ what: 'time' })
  expect(await pool.ask(4)).toBe(8)
})
