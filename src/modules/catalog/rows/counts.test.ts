/** What is counted is exact or said to be an estimate, is counted once, and takes nobody's time but for what he gives. */
import { expect, test, vi } from 'vitest'
import { createCounts, keyOf, type Counting } from './counts.ts'
import { Question } from './types.ts'

/** A count that ends when it is told to. */
function slow(key: string, more: Partial<Counting> = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const counting = { key, count: vi.fn(() => promise), estimate: async () => 90, isTooMany: false, ...more }
  return { counting, resolve, reject }
}

test('who does not wait is told an estimate, and the next exactly, of one count', async () => {
  const counts = createCounts()
  const { counting, resolve } = slow('a')
  counts.beside(counting)
  expect(await counts.total(counting, 1)).toEqual({ count: 90, isEstimate: true })
  resolve(100)
  expect(await counts.total(counting, 1000)).toEqual({ count: 100, isEstimate: false })
  counts.beside(counting)
  expect(await counts.total(counting, 0)).toEqual({ count: 100, isEstimate: false })
  expect(counting.count).toHaveBeenCalledTimes(1)
})

test('a count that fails is an estimate for who does not wait, a failure for who does, and is tried again', async () => {
  const counts = createCounts()
  const { counting, reject } = slow('a')
  reject(new Error('cancelled'))
  expect(await counts.total(counting, 1000)).toEqual({ count: 90, isEstimate: true })
  await expect(counts.total(counting, Infinity)).rejects.toThrow('cancelled')
  expect(counting.count).toHaveBeenCalledTimes(2)
})

test('few are counted at once, and none where nothing could be interrupted; who waits is always counted for', async () => {
  const counts = createCounts()
  for (const key of ['a', 'b']) counts.beside(slow(key).counting)
  const third = slow('c')
  expect(await counts.total(third.counting, 1000)).toEqual({ count: 90, isEstimate: true })
  third.resolve(7)
  expect(await counts.total(third.counting, Infinity)).toEqual({ count: 7, isEstimate: false })
  const large = slow('d', { isTooMany: true })
  expect(await createCounts().total(large.counting, 1000)).toEqual({ count: 90, isEstimate: true })
  expect(large.counting.count).not.toHaveBeenCalled()
})

test('an estimate is enough where more are expected than was said', async () => {
  const counts = createCounts()
  expect(await counts.total(slow('a', { estimateFrom: 89 }).counting, 0)).toEqual({ count: 90, isEstimate: true })
  const { counting, resolve } = slow('b', { estimateFrom: 90 })
  resolve(81)
  expect(await counts.total(counting, 0)).toEqual({ count: 81, isEstimate: false })
})

test('what is counted does not depend on the page, and differs with what is asked', () => {
  const key = (question: Question, table = 't') => keyOf(table, Question.parse(question))
  expect(key({ limit: 5, sort: [{ column: 'a' }] })).toBe(key({ offset: 9, fields: ['a'], q: ' ' }))
  const filters = [{ column: 'a', op: 'eq' as const, value: '1' }]
  const all = [key({}), key({}, 'u'), key({ filters }), key({ q: 'x' }), key({ distinct: true }), key({ distinct: true, fields: ['a'] })] // prettier-ignore
  expect(new Set(all).size).toBe(all.length)
})
