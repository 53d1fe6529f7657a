/** The trend agrees with others' results, keeps its laws, and says why it cannot be told. */
import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pieces, trend, type Point, type Trend } from './trend.ts'

const series = (...y: (number | null)[]): Point[] => y.map((value, x) => ({ x, y: value }))
const told = (points: Point[], level?: number): Trend => {
  const found = trend(points, { level })
  if (found.kind !== 'trend') throw new Error(found.kind)
  return found
}

const ORACLES = ['../shared/oracles/effects', '/work/shared/oracles/effects'].find((path) => existsSync(path))
const columnOf = (file: string): number[] =>
  readFileSync(`${ORACLES}/trend/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]))

describe.skipIf(!ORACLES)('figures of pyMannKendall', () => {
  test('shampoo: test and slope', () => {
    const expected = JSON.parse(readFileSync(`${ORACLES}/expected.json`, 'utf8')).mann_kendall_shampoo
    const found = told(series(...columnOf('shampoo.csv')))
    expect(found.s).toBe(expected.s)
    expect(found.variance).toBe(expected.var_s)
    expect(found.z).toBeCloseTo(expected.z, 12)
    // Given to as many digits as 1 − Φ leaves; ours is computed in the tail itself.
    expect(found.p / expected.p - 1).toBeCloseTo(0, 6)
    expect(found.tau).toBeCloseTo(expected.tau_a, 12)
    expect(found.slope).toBeCloseTo(expected.slope, 12)
    expect(found.intercept).toBeCloseTo(expected.intercept, 12)
    expect(found.direction).toBe('rising')
  })

  test('a long series with many ties and gaps: the figures by which the package tests itself', () => {
    const figures = JSON.parse(readFileSync(`${ORACLES}/trend/mk_arbitrary_1d.json`, 'utf8')) as (number | null)[]
    const found = told(series(...figures))
    expect(found).toMatchObject({ s: -1959, direction: 'none', n: 353 })
    expect(found.variance).toBeCloseTo(4889800.333333333, 8)
    expect(found.z).toBeCloseTo(-0.8854562842589916, 13)
    expect(found.p).toBeCloseTo(0.37591058740506833, 13)
    expect(found.tau).toBeCloseTo(-0.03153167653875869, 13)
    // scipy.stats.theilslopes 1.17.1, which like us keeps the gaps where they are.
    expect(found.slope).toBeCloseTo(-0.006369426751592357, 15)
    expect(found.intercept).toBeCloseTo(96.15286624203821, 11)
  })

  test('intervals of the slope, as scipy.stats.theilslopes 1.17.1 gives them', () => {
    expect(told(series(...columnOf('shampoo.csv'))).interval).toEqual({
      low: expect.closeTo(8.625, 10),
      high: expect.closeTo(14.413333333333334, 10),
      level: 0.95,
    })
    const gaps = JSON.parse(readFileSync(`${ORACLES}/trend/mk_arbitrary_1d.json`, 'utf8')) as (number | null)[]
    expect(told(series(...gaps)).interval).toEqual({
      low: expect.closeTo(-0.06557377049180328, 14),
      high: expect.closeTo(0.015748031496062992, 14),
      level: 0.95,
    })
  })
})

test('short series without ties are counted over all orders', () => {
  // Kendall's table: n = 5, P(S ≥ 10) = 1/120, P(S ≥ 8) = 5/120.
  expect(told(series(1, 2, 3, 4, 5)).p).toBeCloseTo(2 / 120, 14)
  expect(told(series(1, 2, 3, 5, 4)).p).toBeCloseTo(10 / 120, 14)
  // scipy.stats.kendalltau
  expect(told(series(2, 1, 4, 3, 7, 5, 6)).p).toBeCloseTo(0.06904761904761905, 14)
  expect(told(series(3, 2, 1)).p).toBeCloseTo(1 / 3, 14)
  expect(told(series(2, 1, 4, 3)).method).toBe('exact')
  expect(told(series(1, 1, 2, 3)).method).toBe('normal')
  expect(told(series(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).method).toBe('normal')
})

test('the interval of a short series is the one that the test does not reject', () => {
  expect(told(series(1, 2, 3)).interval).toBeNull()
  expect(told(series(1, 2, 4, 8)).interval).toBeNull()
  expect(told(series(1, 2, 4, 8, 16)).interval).toEqual({ low: 1, high: 8, level: 0.95 })
})

test('the slope does not ask for even spacing nor for order, and is not moved by one wild figure', () => {
  const uneven = [0, 1, 5, 6, 20, 21, 40].map((x) => ({ x, y: 3 * x + 7 }))
  expect(told(uneven.toReversed())).toMatchObject({ slope: 3, intercept: 7, tau: 1, direction: 'rising' })
  expect(told(uneven.with(3, { x: 6, y: 1e9 })).slope).toBe(3)
})

test('turned round, the trend falls as it rose; shifted, it is the same', () => {
  const figures = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 30 })
  fc.assert(
    fc.property(figures, fc.integer({ min: -50, max: 50 }), (values, by) => {
      const found = told(series(...values))
      const turned = told(series(...values.map((value) => -value)))
      expect(turned.slope).toBeCloseTo(-found.slope, 9)
      expect(turned.p).toBe(found.p)
      const shifted = told(values.map((y, x) => ({ x: x + by, y })))
      expect(shifted).toMatchObject({ slope: found.slope, p: found.p, s: found.s, interval: found.interval })
      if (found.interval) {
        expect(found.slope).toBeGreaterThanOrEqual(found.interval.low)
        expect(found.slope).toBeLessThanOrEqual(found.interval.high)
        // The test and the interval say the same.
        if (found.method === 'exact')
          expect(found.interval.low > 0 || found.interval.high < 0).toBe(found.direction !== 'none')
      }
    }),
  )
})

test('no trend is told of too few figures or of equal ones', () => {
  expect(trend([])).toEqual({ kind: 'tooFew', n: 0, nMin: 3 })
  expect(trend(series(1, null, 2))).toEqual({ kind: 'tooFew', n: 2, nMin: 3 })
  expect(trend(series(4, 4, null, 4))).toEqual({ kind: 'constant', n: 3, value: 4 })
})

test('a series is cut at its breaks, also where the break has no figure', () => {
  const points = [
    { x: 2, y: 3, breaks: true },
    { x: 0, y: 1 },
    { x: 1, y: 2 },
    { x: 3, y: null, breaks: true },
    { x: 4, y: 5 },
  ]
  expect(pieces(points).map((piece) => piece.map(({ x }) => x))).toEqual([[0, 1], [2], [4]])
  expect(pieces([])).toEqual([])
})

test.each([
  ['notFinite', () => trend(series(1, NaN, 2))],
  ['notFinite', () => trend(series(1, Infinity, 2))],
  ['notFinite', () => trend([{ x: NaN, y: 1 }])],
  ['tooLarge', () => trend(series(1, 1e200, 2))],
  ['tooLarge', () => trend([0, 1e-300, 1].map((x, i) => ({ x, y: i * 1e90 })))],
  ['twice', () => trend([1, 1, 2].map((x, y) => ({ x, y })))],
  ['tooMany', () => trend(series(...Array.from({ length: 4_001 }, (_, i) => i)))],
  ['level', () => trend(series(1, 2, 3), { level: 1 })],
  ['level', () => trend(series(1, 2, 3), { level: NaN })],
])('%s is refused', (code, wrong) => {
  expect(wrong).toThrow(expect.objectContaining({ code: `stats.${code}` }))
})
