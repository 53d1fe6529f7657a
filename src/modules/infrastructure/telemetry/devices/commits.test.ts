/** Group commit: what can be stored is, once and in order, whatever came with it; what cannot is told to its sender alone. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCommits } from './commits.ts'

/** Stores all or nothing, and nothing where one is bad. */
function openStore() {
  const stored: number[] = []
  let tried = 0
  const commits = createCommits<{ n: number; isBad: boolean }>(async (items) => {
    tried++
    if (items.some(({ isBad }) => isBad)) throw new Error('bad')
    stored.push(...items.map(({ n }) => n))
  })
  const send = (bad: readonly boolean[]) => Promise.allSettled(bad.map((isBad, n) => commits.add({ n, isBad })))
  return { stored, send, tried: () => tried }
}

test('what is good is stored once and in order, what is bad fails alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), async (bad) => {
      const { stored, send } = openStore()
      expect((await send(bad)).map(({ status }) => status === 'rejected')).toEqual(bad)
      expect(stored).toEqual(bad.flatMap((isBad, n) => (isBad ? [] : [n])))
    }),
  )
})

test('one that cannot be stored does not make a transaction of every other', async () => {
  const { stored, send, tried } = openStore()
  await send(Array.from({ length: 1_000 }, (_, n) => n === 700))
  expect(stored).toHaveLength(999)
  expect(tried()).toBeLessThan(25)
})
