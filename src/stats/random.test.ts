/** Draws can be repeated, and are distributed as they should. */
import { expect, test } from 'vitest'
import { gamma, pick, seeded } from './random.ts'

const N = 20_000
const draws = (next: () => number) => Array.from({ length: N }, next)
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('a seed and a run give the same draws, others give others', () => {
  const first = (seed: number, run: number) => Array.from({ length: 5 }, seeded(seed)(run))
  expect(first(7, 3)).toEqual(first(7, 3))
  const all = [first(7, 3), first(7, 4), first(8, 3), first(3, 7), first(7 + 2 ** 32, 3), first(-7, 3)]
  expect(new Set(all.flat()).size).toBe(30)
  // Written down, so that a result with its seed can be repeated by later versions too.
  expect(first(7, 3).map((draw) => Math.floor(draw * 1000))).toEqual([952, 382, 8, 293, 595])
})

test('draws are even', () => {
  const found = draws(seeded(1)(0))
  expect(Math.min(...found)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...found)).toBeLessThan(1)
  expect(mean(found)).toBeCloseTo(0.5, 2)
  expect(mean(found.map((draw) => (draw - 0.5) ** 2))).toBeCloseTo(1 / 12, 2)
  // The first draws of many runs are as even as the many of one.
  const firsts = Array.from({ length: N }, (_, run) => seeded(1)(run)())
  expect(mean(firsts)).toBeCloseTo(0.5, 2)
  const random = seeded(2)(0)
  const thirds = draws(() => pick([0, 1, 2], random))
  for (const each of [0, 1, 2]) expect(thirds.filter((n) => n === each).length / N).toBeCloseTo(1 / 3, 1)
})

test.each([0.2, 1, 5, 40])('gamma draws of shape %d have that mean and variance', (shape) => {
  const random = seeded(3)(0)
  const found = draws(() => gamma(shape, random))
  expect(mean(found) / shape).toBeCloseTo(1, 1)
  expect(mean(found.map((draw) => (draw - shape) ** 2)) / shape).toBeCloseTo(1, 1)
})
