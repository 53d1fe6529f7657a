/** Who is alike: by what the pack names or the reader weighs, each number shown; and what happens where nothing is left. */
import { expect, test } from 'vitest'
import { CITIES, indicator, inputWith, parameters } from '../testing.ts'
import { alike } from './likeness.ts'
import { peersOf } from './peers.ts'

const all = (values: number[]) => Object.fromEntries(CITIES.map((id, i) => [id, [values[i]!]]))
const size = indicator('size', all([100, 110, 500, 90, 1000, 105]), { direction: 'context' })
const age = indicator('age', all([40, 60, 41, 42, 40, 50]), { direction: 'context' })
const rare = indicator('rare', { a: [1], b: [2] }, { direction: 'context' })
const input = inputWith([size, age, rare])
const order = (more: Parameters<typeof parameters>[0]) =>
  alike(input, parameters(more))
    .nearest.map(({ area }) => area)
    .join('')

test('nearest first, by every describing indicator that enough areas have, unless the pack names others', () => {
  const { traits, nearest } = alike(input, parameters())
  expect(traits.map(({ indicator, weight, excluded }) => [indicator, weight, excluded])).toEqual([
    ['size', 0.5, null],
    ['age', 0.5, null],
  ])
  expect(traits[0]).toMatchObject({ period: '2025', value: 100, log: true })
  expect(nearest[0]).toMatchObject({ area: 'd', known: 1, traits: [{ indicator: 'size', value: 90 }, { value: 42 }] })
  const named = inputWith([size, age], { likeness: [{ indicator: 'age', weight: 3 }] })
  expect(alike(named, parameters()).traits.map(({ indicator }) => indicator)).toEqual(['age'])
})

test('a reader weighs otherwise', () => {
  expect(order({ like: { age: 0 } })[0]).toBe('f')
  expect(order({ like: { size: 0 } })[0]).toBe('e')
  expect(() => order({ like: { size: 0, age: 0 } })).toThrow(expect.objectContaining({ code: 'analysis.weightsZero' }))
  expect(order({ like: { nothing: 5 } })).toBe(order({}))
})

test('as peers: so many of the nearest, with the numbers by which they were chosen', () => {
  const found = peersOf(input, parameters({ peers: 'similar:2' }))
  expect(found).toMatchObject({ kind: 'similar', areas: ['d', 'f'], nearest: [{ area: 'd' }, { area: 'f' }] })
  expect(peersOf(input, parameters({ peers: 'similar:50' })).areas).toHaveLength(5)
})
