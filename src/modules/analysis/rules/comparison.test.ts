/** Who is compared with whom, in which period, and when it is no comparison. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CITIES, indicator, parameters } from '../testing.ts'
import { compare } from './comparison.ts'

const settings = parameters({ peersMin: 3 })
const others = CITIES.slice(1)
const one = (values: Record<string, number>, direction: 'higher' | 'lower' = 'higher') =>
  indicator('x', Object.fromEntries(Object.entries(values).map(([area, value]) => [area, [value]])), { direction })

test('rank, percentile and what lies around, best first', () => {
  const found = compare(one({ a: 3, b: 1, c: 2, d: 3, e: 5, f: 4 }), 'a', others, settings)
  expect(found).toMatchObject({ outcome: 'compared', period: '2025', value: 3, peers: 5 })
  expect(found.position).toMatchObject({ rank: 3, of: 6, ties: 1, percentile: 50, median: 3, better: 4, spread: 2 })
  expect(found.figures.map(({ area, rank }) => `${area}${rank}`)).toEqual(['e1', 'f2', 'a3', 'd3', 'c5', 'b6'])
  const lower = compare(one({ a: 3, b: 1, c: 2, d: 3, e: 5, f: 4 }, 'lower'), 'a', others, settings)
  expect(lower.position).toMatchObject({ rank: 3, better: 2 })
})

test('a peer group of none, of one or of three is no comparison', () => {
  for (const count of [0, 1, 3]) {
    const found = compare(one({ a: 3, b: 1, c: 2, d: 4 }), 'a', others.slice(0, count), parameters())
    expect(found).toMatchObject({ outcome: 'tooFew', peers: count })
    expect(found.position).toBeUndefined()
  }
  expect(compare(one({ b: 1, c: 2, d: 3 }), 'a', others, settings)).toMatchObject({ outcome: 'noFigure', peers: 0 })
})

test('a few of many are no fair sample', () => {
  const known = one({ a: 3, b: 1, c: 2, d: 4 })
  expect(compare(known, 'a', others, { ...settings, coverage: 0.6 })).toMatchObject({ outcome: 'compared', peers: 3 })
  expect(compare(known, 'a', others, { ...settings, coverage: 0.7 })).toMatchObject({ outcome: 'tooFew', peers: 3 })
})

test('all values equal: nobody is better', () => {
  const found = compare(one({ a: 3, b: 3, c: 3, d: 3 }), 'a', others, settings)
  expect(found.position).toMatchObject({ rank: 1, of: 4, ties: 3, percentile: 50, allEqual: true, spread: 0 })
})

test('what grows with the size of the area is not compared', () => {
  const found = compare({ ...one({ a: 3, b: 1, c: 2, d: 4 }), extensive: true }, 'a', others, settings)
  expect(found).toMatchObject({ outcome: 'extensive', value: 3, figures: [] })
})

test('the compared period is the latest that enough peers have, and those without a figure in it are named', () => {
  const late = indicator('x', {
    a: [1, 2, 3],
    b: [1, 2, 3],
    c: [1, 2, null],
    d: [1, 2, null],
    e: [1, 2, null],
    f: [1, null, null],
  })
  const found = compare(late, 'a', others, settings)
  expect(found).toMatchObject({ period: '2024', value: 2, peers: 4 })
  expect(found.left).toEqual([{ area: 'f', why: 'otherPeriod', last: '2023' }])
  const lagged = compare(late, 'a', others, { ...settings, lag: 1 })
  expect(lagged.figures.find(({ area }) => area === 'f')).toMatchObject({ period: '2023', value: 1 })
  expect(lagged.left).toEqual([])
  expect(compare(late, 'a', others, { ...settings, share: 0.2 })).toMatchObject({
    period: '2025',
    outcome: 'tooFew',
    peers: 1,
  })
})

test('where nobody shares a period the own latest stands, and everybody is said to be left out', () => {
  const apart = indicator('x', { a: [null, 1], b: [1, null], c: [2, null], d: [3, null] })
  expect(compare(apart, 'a', others, settings)).toMatchObject({
    ...{ outcome: 'tooFew', period: '2025', peers: 0 },
    left: [
      { why: 'otherPeriod' },
      { why: 'otherPeriod' },
      { why: 'otherPeriod' },
      { why: 'noFigure' },
      { why: 'noFigure' },
    ],
  })
})

test('a better figure never has a worse place, in either direction', () => {
  const values = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(values, fc.constantFrom('higher' as const, 'lower' as const), (drawn, direction) => {
      const known = one(Object.fromEntries(CITIES.map((id, i) => [id, drawn[i]!])), direction)
      const { position } = compare(known, 'a', others, settings)
      const better = drawn.slice(1).filter((value) => (direction === 'higher' ? value > drawn[0]! : value < drawn[0]!))
      expect(position!.rank).toBe(1 + better.length)
      expect(position!.percentile).toBeCloseTo((100 * (5 - better.length - position!.ties / 2)) / 5, 9)
    }),
  )
})
