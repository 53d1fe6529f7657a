/** What is known is not read twice, and what changed is. */
import { expect, test } from 'vitest'
import { createMemory } from './memory.ts'

test('many are read in one go, those that are known not again, and failures are not kept', async () => {
  const memory = createMemory(async () => 'stamp')
  const asked: string[][] = []
  const read = async (missing: string[]) => {
    asked.push(missing)
    if (missing.includes('bad')) throw new Error('bad')
    return new Map(missing.map((key) => [key, key.toUpperCase()]))
  }
  expect(await memory('a', async () => 'A')).toBe('A')
  expect(await Promise.all([memory.many(['a', 'b', 'c', 'b'], read), memory.many(['c', 'd'], read)])).toEqual([
    ['A', 'B', 'C', 'B'],
    ['C', 'D'],
  ])
  expect(asked).toEqual([['b', 'c'], ['d']])
  await expect(memory.many(['bad', 'e'], read)).rejects.toThrow('bad')
  expect(await memory.many(['e'], read)).toEqual(['E'])
})
