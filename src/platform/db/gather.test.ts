/** What many ask at the same time is asked at once; nobody gets an answer from before he asked, nor another's fault. */
import { expect, test } from 'vitest'
import { Refusal } from '#platform/errors'
import { gathered } from './gather.ts'

/** Answers when told to; notes what was asked together. */
function slow(answer: (asked: number) => string = String) {
  const asked: number[][] = []
  const ends: (() => void)[] = []
  const ask = gathered(async (all: number[]) => {
    asked.push(all)
    await new Promise<void>((end) => ends.push(end))
    return all.map(answer)
  })
  const breath = () => new Promise((resolve) => setImmediate(resolve))
  return { ask, asked, breath, end: async () => (ends.shift()!(), await breath(), await breath()) }
}

test('those of one breath are one question, and each gets his own answer', async () => {
  const { ask, asked, breath, end } = slow((one) => `the answer to ${one}`)
  const answers = Promise.all([1, 2, 3].map(ask))
  await breath()
  expect(asked).toEqual([[1, 2, 3]])
  await end()
  expect(await answers).toEqual(['the answer to 1', 'the answer to 2', 'the answer to 3'])
})

test('who comes while two questions are under way waits for the next, with all others who came', async () => {
  const { ask, asked, breath, end } = slow()
  const answers: Promise<string>[] = []
  for (const one of [1, 2, 3, 4]) {
    answers.push(ask(one))
    await breath()
  }
  expect(asked).toEqual([[1], [2]])
  await end()
  expect(asked).toEqual([[1], [2], [3, 4]])
  await end()
  await end()
  expect(await Promise.all(answers)).toEqual(['1', '2', '3', '4'])
})

test('of very many, no more than a hundred are asked together', async () => {
  const sizes: number[] = []
  const ask = gathered(async (all: number[]) => (sizes.push(all.length), all))
  const many = Array.from({ length: 250 }, (_, i) => i)
  expect(await Promise.all(many.map(ask))).toEqual(many)
  expect(sizes).toEqual([100, 100, 50])
})

test('one that cannot be answered fails alone; a database that is away fails all, and is asked once', async () => {
  const bad = gathered(async (all: number[]) => {
    if (all.includes(2)) throw new Error('no such number')
    return all
  })
  const settled = await Promise.allSettled([1, 2, 3].map(bad))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  let times = 0
  const away = gathered(async (_: number[]): Promise<number[]> => {
    times++
    throw new Refusal('platform.databaseAway', 503)
  })
  const refused = await Promise.allSettled([1, 2, 3].map(away))
  expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
  expect(times).toBe(1)
  await expect(bad(1)).resolves.toBe(1)
})
