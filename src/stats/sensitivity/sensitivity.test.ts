/** Rank intervals: what must hold of them, that they can be repeated, stopped, and are refused where they make no sense. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { composite, type Structure, type Table } from '../composite/index.ts'
import { plant } from '../composite/structure.ts'
import { seeded } from '../random.ts'
import { sensitivity, VARIATION, type Asked, type Variation } from './index.ts'
import { placesOf } from './places.ts'
import { drawWeights } from './weights.ts'

type Column = (number | null)[]
const SEED = seeded(20_26)

function model(columns: Record<string, Column>, weights: Record<string, number> = {}): [Table, Structure] {
  const codes = Object.keys(columns)
  const n = columns[codes[0]!]!.length
  return [
    { units: Array.from({ length: n }, (_, i) => `u${i}`), columns: new Map(Object.entries(columns)) },
    {
      indicators: codes.map((code) => ({ code, parent: 'I', weight: weights[code] ?? 1, direction: 1 })),
      aggregates: [{ code: 'I', parent: null, weight: 1, level: 2 }],
    },
  ]
}
const noise = (share: number): Variation => ({ weights: { kind: 'noise', share } })
const ask = (model: [Table, Structure], asked: Partial<Asked> = {}) =>
  sensitivity(...model, { runs: 50, random: SEED, ...asked })
const random = (n: number, k: number): Record<string, number[]> => {
  const draw = seeded(5)(0)
  return Object.fromEntries(Array.from({ length: k }, (_, i) => [`c${i}`, Array.from({ length: n }, draw)]))
}

test('places: equal scores share the better one, a missing score has none', () => {
  expect([...placesOf(Float64Array.of(5, 9, NaN, 5, 1))]).toEqual([2, 1, 0, 2, 4])
})

test('the same seed gives the same result, another one another', async () => {
  const found = await ask(model(random(30, 6)))
  expect(await ask(model(random(30, 6)))).toEqual(found)
  expect((await ask(model(random(30, 6)), { random: seeded(1) })).units).not.toEqual(found.units)
})

test('nominal ranks are those of the index', async () => {
  const [table, structure] = model(random(30, 6))
  const { units } = await ask([table, structure])
  expect(units.map(({ nominal }) => nominal)).toEqual(composite(table, structure).aggregates.at(-1)!.ranks)
})

test('where nothing is varied, nothing moves', async () => {
  const found = await ask(model(random(20, 4)), { vary: { weights: { kind: 'none' } }, top: 5 })
  for (const { nominal, low, median, high, topShare } of found.units) {
    expect([low, median, high]).toEqual([nominal, nominal, nominal])
    expect(topShare).toBe(nominal! <= 5 ? 1 : 0)
  }
  expect(found.meanShift).toBe(0)
})

test('who is best in everything stays first, who is worst stays last, whatever is varied', async () => {
  const columns = fc.array(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 5, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(columns, async (inner) => {
      const all = inner.map((column, i): [string, Column] => [`c${i}`, [2e3, ...column, -2e3]])
      for (const weights of [VARIATION.weights, { kind: 'dirichlet', concentration: 1 } as const]) {
        const { units } = await ask(model(Object.fromEntries(all)), {
          vary: { ...VARIATION, weights },
          runs: 20,
          top: 1,
        })
        expect(units[0]).toMatchObject({ nominal: 1, low: 1, high: 1, topShare: 1 })
        expect(units.at(-1)).toMatchObject({ nominal: 7, low: 7, high: 7, topShare: 0 })
      }
    }),
    { numRuns: 30 },
  )
})

test('wilder weights widen the intervals, and the interval holds the median', async () => {
  const width = async (share: number) => {
    const { units } = await ask(model(random(40, 8)), { vary: noise(share), runs: 200 })
    for (const { low, median, high } of units) expect(low! <= median! && median! <= high!).toBe(true)
    return units.reduce((sum, { low, high }) => sum + high! - low!, 0)
  }
  expect(await width(0.1)).toBeLessThan(await width(0.5))
})

test('Dirichlet draws centre on the weights, and keep closer with more concentration', () => {
  const [, structure] = model({ a: [1, 2], b: [1, 2], c: [1, 2], none: [1, 2] }, { a: 2, b: 1, c: 1, none: 0 })
  const tree = plant(structure)
  const spread = (concentration: number) => {
    const shares = Array.from({ length: 4_000 }, (_, run) => {
      const [a, b, c, none] = drawWeights(tree, { kind: 'dirichlet', concentration }, SEED(run))
      expect(none).toBe(0)
      return a! / (a! + b! + c!)
    })
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
    expect(mean).toBeCloseTo(0.5, 1)
    // Of the share of a in Dirichlet(1.5 k, 0.75 k, 0.75 k).
    const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length
    expect(variance / (0.25 / (3 * concentration + 1))).toBeCloseTo(1, 0)
    return variance
  }
  expect(spread(10)).toBeLessThan(spread(1))
})

test('each choice and each indicator by itself: how far ranks move, and whose most', async () => {
  const found = await ask(model({ a: [3, 2, 1], b: [3, 2, 1], c: [1, 2, 9] }, { c: 4 }), { runs: 1 })
  const dropped = Object.fromEntries(found.dropped.map(({ code, effect }) => [code, effect]))
  expect(dropped.c).toEqual({ meanShift: 4 / 3, maxShift: 2, unit: 'u2', from: 1, to: 3 })
  expect(dropped.a).toEqual({ meanShift: 1 / 3, maxShift: 1, unit: 'u1', from: 3, to: 2 })
  expect(found.choices.map(({ factor }) => factor)).toEqual([
    'treatment',
    'normalisation',
    'normalisation',
    'aggregation',
    'weights',
  ])
  expect(found.choices.at(-1)).toMatchObject({ choice: 'equal', maxShift: 2 })
})

test('an index of one indicator cannot do without it', async () => {
  expect((await ask(model({ a: [1, 2, 3] }))).dropped).toEqual([{ code: 'a', effect: null }])
})

test('a unit without a score has no ranks', async () => {
  const found = await ask(model({ a: [1, 2, null], b: [2, 1, null] }))
  expect(found.units[2]).toEqual({ unit: 'u2', nominal: null, low: null, median: null, high: null, topShare: 0 })
  const filled = await ask(model({ a: [1, 2, null], b: [2, 1, null] }), {
    vary: { weights: { kind: 'none' }, imputation: [{ kind: 'none' }, { kind: 'mean' }] },
  })
  expect(filled.units[2]).toMatchObject({ nominal: null, median: expect.any(Number) })
})

test('progress rises to its end, and the work stops when asked to', async () => {
  const large = model(random(3_000, 100))
  const steps: number[] = []
  const controller = new AbortController()
  await ask(large, { runs: 20, onProgress: (done, total) => steps.push(done / total) })
  expect(steps.length).toBeGreaterThan(2)
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  expect(steps.at(-1)).toBe(1)
  let last = 0
  const stopped = ask(large, {
    runs: 10_000,
    signal: controller.signal,
    onProgress(done) {
      last = done
      controller.abort(new Error('enough'))
    },
  })
  await expect(stopped).rejects.toThrow('enough')
  expect(last).toBeLessThan(100)
})

test.each<[string, Partial<Asked>]>([
  ['choice', { runs: 0 }],
  ['choice', { runs: 1.5 }],
  ['choice', { runs: NaN }],
  ['choice', { runs: 1e9 }],
  ['choice', { top: 0 }],
  ['choice', { vary: noise(0) }],
  ['choice', { vary: noise(1) }],
  ['choice', { vary: noise(NaN) }],
  ['choice', { vary: { weights: { kind: 'dirichlet', concentration: 0 } } }],
  ['choice', { vary: { weights: { kind: 'none' }, normalisation: [] } }],
  ['tooMany', { vary: { ...VARIATION, imputation: Array(50).fill({ kind: 'none' }) } }],
])('%s is refused: %o', async (code, asked) => {
  await expect(ask(model(random(5, 2)), asked)).rejects.toMatchObject({ code: `stats.sensitivity.${code}` })
})

test('too many ranks to keep are refused; so is a geometric index that meets zero', async () => {
  await expect(ask(model(random(600, 1)), { runs: 100_000 })).rejects.toMatchObject({
    code: 'stats.sensitivity.tooMany',
  })
  const nominal = { aggregation: 'geometric' } as const
  await expect(ask(model(random(5, 2)), { nominal })).rejects.toMatchObject({ code: 'stats.composite.notPositive' })
})
