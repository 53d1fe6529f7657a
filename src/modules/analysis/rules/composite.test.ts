/** A composite index over what can be compared: by hand where that is easy, and refused or untold where nothing can be. */
import { expect, test } from 'vitest'
import { CITIES, indicator, inputWith, parameters } from '../testing.ts'
import { compositeIndex } from './composite.ts'

const peers = CITIES.slice(1)
const all = (values: number[]) => Object.fromEntries(CITIES.map((id, i) => [id, [values[i]!]]))
const sets = [{ id: 'iso', names: { pl: 'x', en: 'x', uk: 'x' }, own: false, themes: [] }]
const up = indicator('up', all([0, 20, 40, 60, 80, 100]), { places: [{ set: 'iso', theme: 'one' }] })
const down = indicator('down', all([0, 20, 40, 60, 80, 100]), {
  ...{ direction: 'lower', places: [{ set: 'iso', theme: 'two' }] },
})
const size = indicator('size', all([1, 2, 3, 4, 5, 6]), { direction: 'context' })
const equal = indicator('equal', all([3, 3, 3, 3, 3, 3]))
const input = inputWith([up, down, size, equal], { sets })

test('themes weigh alike, directions count, what only describes does not, and equal values tell nobody apart', async () => {
  const balanced = await compositeIndex(input, peers, parameters())
  expect(balanced.parts.map(({ indicator, excluded }) => [indicator, excluded])).toEqual([
    ['up', null],
    ['down', null],
    ['equal', 'constant'],
  ])
  for (const { score, rank } of balanced.units) expect([score, rank]).toEqual([expect.closeTo(50.5, 9), 1])
  const weighed = await compositeIndex(input, peers, parameters({ part: { down: 0 } }))
  expect(weighed.units.map(({ area }) => area).join('')).toBe('fedcba')
  expect(weighed.units[0]).toMatchObject({ area: 'f', score: 100, rank: 1, low: 1 })
})

test('a theme weighs as it is said to; one of no weight does not count, and the weights stand beside the result', async () => {
  const { units, themes } = await compositeIndex(input, peers, parameters({ theme: { one: 3 } }))
  expect(themes).toEqual([
    { theme: 'one', weight: 3 },
    { theme: 'two', weight: 1 },
    { theme: 'other', weight: 1 },
  ])
  // By hand: three parts of what grows against one of what falls, on a scale from 1 to 100.
  expect(units.map(({ area, score }) => [area, score])[0]).toEqual(['f', expect.closeTo((3 * 100 + 1 * 1) / 4, 9)])
  const alone = await compositeIndex(input, peers, parameters({ theme: { two: 0 } }))
  expect(alone.units[0]).toMatchObject({ area: 'f', score: 100, rank: 1 })
  const none = parameters({ theme: { one: 0, two: 0, other: 0 } })
  await expect(compositeIndex(input, peers, none)).rejects.toMatchObject({ code: 'analysis.weightsZero' })
})

test('the draws are seeded, so that anybody gets the same intervals', async () => {
  const one = await compositeIndex(input, peers, parameters({ part: { down: 2 } }))
  expect(await compositeIndex(input, peers, parameters({ part: { down: 2 } }))).toEqual(one)
  expect(one.sensitivity).toMatchObject({ runs: 300, seed: 1 })
})

test('too few peers, too few indicators, no weight left', async () => {
  expect(await compositeIndex(input, peers.slice(0, 2), parameters())).toMatchObject({ outcome: 'tooFew', units: [] })
  expect(await compositeIndex(inputWith([up], { sets }), peers, parameters())).toMatchObject({ outcome: 'tooFew' })
  const nothing = parameters({ part: { up: 0, down: 0, equal: 0 } })
  await expect(compositeIndex(input, peers, nothing)).rejects.toMatchObject({ code: 'analysis.weightsZero' })
})
