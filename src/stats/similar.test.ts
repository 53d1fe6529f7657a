/** Likeness: what counts and how much, what is missing, and what is refused. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { similar, type Trait } from './similar.ts'

type Column = (number | null)[]
const table = (columns: Record<string, Column>) => ({
  units: Object.values(columns)[0]!.map((_, i) => `u${i}`),
  columns: new Map(Object.entries(columns)),
})
const even = (...codes: string[]): Trait[] => codes.map((code) => ({ code, weight: 1 }))

test('distance is counted in standard deviations, by weight', () => {
  const found = similar('u0', table({ a: [1, 2, 3], b: [10, 30, 20] }), [
    { code: 'a', weight: 3 },
    { code: 'b', weight: 1 },
  ])
  expect(found.scales).toEqual([
    { code: 'a', weight: 0.75, log: false, mean: 2, sd: 1, excluded: null },
    { code: 'b', weight: 0.25, log: false, mean: 20, sd: 10, excluded: null },
  ])
  expect(found.nearest.map(({ unit, distance }) => [unit, distance])).toEqual([
    ['u1', Math.sqrt(0.75 + 0.25 * 4)],
    ['u2', Math.sqrt(0.75 * 4 + 0.25)],
  ])
  expect(found.nearest[0]!.traits).toEqual([
    { code: 'a', difference: 1, share: 0.75 / 1.75 },
    { code: 'b', difference: 2, share: 1 / 1.75 },
  ])
})

test('skewed positive traits are compared by their logarithms, so that one giant is not the only difference', () => {
  const size = [10, 20, 40, 50, 60, 10_000]
  const found = similar('u0', table({ size, change: size.map((n) => n - 15) }), even('size', 'change'))
  expect(found.scales.map(({ log }) => log)).toEqual([true, false])
})

test('only what both have counts, re-weighted; who has too little of it is left out and named', () => {
  const model = table({ a: [1, 1, null, 4], b: [1, 2, 1, null], c: [1, null, null, 9] })
  const found = similar('u0', model, even('a', 'b', 'c'))
  expect(found.leftOut).toEqual([{ unit: 'u2', known: expect.closeTo(1 / 3, 9) }])
  expect(found.nearest.map(({ unit }) => unit)).toEqual(['u1', 'u3'])
  expect(found.nearest[0]!.traits[2]).toEqual({ code: 'c', difference: null, share: null })
  expect(similar('u0', model, even('a', 'b', 'c'), { shareMin: 1 }).nearest).toEqual([])
  expect(similar('u1', model, even('a', 'b', 'c')).scales[2]).toMatchObject({ excluded: 'unknown', weight: 0 })
})

test('a trait equal for all does not count; where none counts, nobody can be compared', () => {
  const model = table({ a: [1, 2, 3], same: [7, 7, 7] })
  expect(similar('u0', model, even('a', 'same')).scales).toMatchObject([
    { weight: 1 },
    { weight: 0, excluded: 'constant' },
  ])
  expect(similar('u0', model, even('same'))).toMatchObject({ nearest: [], leftOut: [{ unit: 'u1' }, { unit: 'u2' }] })
})

test('likeness is mutual, and no other unit of measure changes it', () => {
  const column = fc.array(fc.option(fc.integer({ min: 1, max: 999 }), { freq: 6 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(column, column, (a, b) => {
      const there = similar('u0', table({ a, b }), even('a', 'b'), { shareMin: 1 })
      const back = similar('u1', table({ a, b }), even('a', 'b'), { shareMin: 1 })
      const larger = table({ a: a.map((n) => n && n * 1000), b })
      expect(JSON.stringify([there, back])).not.toMatch(/NaN|Infinity/)
      const of = (found: typeof there, unit: string) => found.nearest.find((one) => one.unit === unit)?.distance
      if (a[0] !== null && b[0] !== null && a[1] !== null && b[1] !== null) expect(of(there, 'u1')).toBe(of(back, 'u0'))
      const again = similar('u0', larger, even('a', 'b'), { shareMin: 1 })
      for (const { unit, distance } of there.nearest) expect(of(again, unit)).toBeCloseTo(distance, 6)
    }),
  )
})

const model = table({ a: [1, 2, 3] })
test.each<[string, () => unknown]>([
  ['unknownUnit', () => similar('x', model, even('a'))],
  ['duplicateUnit', () => similar('x', { ...model, units: ['x', 'y', 'y'] }, even('a'))],
  ['noTraits', () => similar('u0', model, [])],
  ['missingColumn', () => similar('u0', model, even('b'))],
  ['columnLength', () => similar('u0', { ...model, units: ['u0'] }, even('a'))],
  ['notFinite', () => similar('u0', table({ a: [1, NaN] }), even('a'))],
  ['notFinite', () => similar('u0', table({ a: [1, Infinity] }), even('a'))],
  ['weight', () => similar('u0', model, [{ code: 'a', weight: -1 }])],
  ['weight', () => similar('u0', model, [{ code: 'a', weight: NaN }])],
  ['weightsZero', () => similar('u0', model, [{ code: 'a', weight: 0 }])],
  ['share', () => similar('u0', model, even('a'), { shareMin: 0 })],
])('%s is refused', (code, wrong) => {
  expect(wrong).toThrow(expect.objectContaining({ code: `stats.similar.${code}` }))
})
