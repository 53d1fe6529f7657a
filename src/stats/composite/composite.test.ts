/** What an index does at its edges, and what it refuses. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composite, explain, type Choices, type IndicatorMeta, type Structure, type Table } from './index.ts'

type Column = (number | null)[]
const PLAIN: Partial<Choices> = { treatment: { kind: 'none' } }

/** One index over one pillar over the columns given. */
function small(columns: Record<string, Column>, meta: Partial<Record<string, Partial<IndicatorMeta>>> = {}) {
  const n = Object.values(columns)[0]!.length
  const table: Table = {
    units: Array.from({ length: n }, (_, i) => `u${i}`),
    columns: new Map(Object.entries(columns)),
    groups: new Map([['kind', Array.from({ length: n }, (_, i) => (i === n - 1 ? 'alone' : 'many'))]]),
  }
  const structure: Structure = {
    indicators: Object.keys(columns)
      .filter((code) => !code.startsWith('den'))
      .map((code) => ({ code, parent: 'P', weight: 1, direction: 1, ...meta[code] })),
    aggregates: [
      { code: 'I', parent: null, weight: 1, level: 3 },
      { code: 'P', parent: 'I', weight: 1, level: 2 },
    ],
  }
  return { table, structure }
}
const scores = ({ table, structure }: ReturnType<typeof small>, choices: Partial<Choices> = {}) =>
  composite(table, structure, { ...PLAIN, ...choices }).aggregates.at(-1)!.scores

test('weights, directions and denominators', () => {
  const { table, structure } = small(
    { a: [0, 10, 20], b: [8, 2, 4], den: [2, 1, 4] },
    { a: { weight: 3 }, b: { direction: -1, denominator: 'den' } },
  )
  const index = composite(table, structure, PLAIN)
  expect(index.indicators[1]!.denominated).toEqual([4, 2, 1])
  expect(index.indicators[1]!.normalised).toEqual([0, expect.closeTo(200 / 3, 9), 100])
  expect(index.aggregates.at(-1)).toMatchObject({ scores: [0, expect.closeTo(54.1666666, 6), 100], ranks: [3, 2, 1] })
})

test('division by zero or by nothing leaves a figure missing, never infinite', () => {
  const { table, structure } = small(
    { a: [1, 2, 3, 4], den: [0, null, 1, 2], b: [1, 2, 3, 4] },
    { a: { denominator: 'den' } },
  )
  const index = composite(table, structure, PLAIN)
  expect(index.indicators[0]!.denominated).toEqual([null, null, 3, 2])
  expect(index.aggregates.at(-1)!.scores[0]).toBe(0)
})

test('missing figures: left out with the others re-weighted, asked for a share, or all asked for', () => {
  const model = small({ a: [0, 50, 100], b: [null, 0, 100], c: [100, 0, 50] }, { c: { weight: 2 } })
  expect(scores(model)).toEqual([66.66666666666667, 12.5, 75])
  expect(scores(model, { missing: { minShare: 0.6 } })).toEqual([66.66666666666667, 12.5, 75])
  expect(scores(model, { missing: { minShare: 0.7 } })).toEqual([null, 12.5, 75])
  expect(scores(model, { missing: { minShare: 1 } })[0]).toBeNull()
})

test('eleven of twenty are 55 %, whatever doubles make of the product', () => {
  const columns = Object.fromEntries(
    Array.from({ length: 20 }, (_, i): [string, Column] => [`c${i}`, i < 11 ? [1, 2, 3] : [null, 2, 3]]),
  )
  expect(scores(small(columns), { missing: { minShare: 0.55 } })[0]).toBe(0)
})

test('gaps are filled over all, or within groups; one alone in its group stays without', () => {
  const model = small({ a: [1, 5, null, 100, null], b: [1, 2, 3, 4, 5] })
  const filled = (imputation: Choices['imputation']) =>
    composite(model.table, model.structure, { ...PLAIN, imputation }).indicators[0]!
  expect(filled({ kind: 'mean', group: 'kind' }).treated).toEqual([1, 5, 106 / 3, 100, null])
  expect(filled({ kind: 'median' }).treated).toEqual([1, 5, 5, 100, 5])
  expect(filled({ kind: 'median' }).imputed).toEqual([false, false, true, false, true])
  expect(filled({ kind: 'none' }).treated).toEqual([1, 5, null, 100, null])
})

test('units with too few figures are left out and named, by what was measured or by what was filled', () => {
  const model = small({ a: [1, 2, null], b: [1, 2, 3], c: [3, 2, null] })
  const stay = (screening: Choices['screening']) => {
    const { units, leftOut } = composite(model.table, model.structure, {
      ...PLAIN,
      imputation: { kind: 'mean' },
      screening,
    })
    return [units.length, leftOut]
  }
  expect(stay({ level: 1, minShare: 0.5, counts: 'measured' })).toEqual([2, [{ unit: 'u2', share: 1 / 3 }]])
  expect(stay({ level: 1, minShare: 0.5, counts: 'imputed' })).toEqual([3, []])
  expect(stay({ level: 2, minShare: 1, counts: 'measured' })).toEqual([3, []])
})

test('an indicator with nothing or one figure for all takes no part, and says so', () => {
  const { table, structure } = small({
    a: [1, 2, 3],
    same: [7, 7, 7],
    none: [null, null, null],
    almost: [0.1 + 0.2, 0.3, 0.3],
  })
  const index = composite(table, structure, { ...PLAIN, missing: { minShare: 1 } })
  expect(index.indicators.map(({ excluded }) => excluded)).toEqual([null, 'constant', 'empty', 'constant'])
  expect(index.aggregates.at(-1)!.scores).toEqual([0, 50, 100])
  expect(explain(index, 'u1')!.parts[0]!.parts.map(({ weight }) => weight)).toEqual([1, 0, 0, 0])
})

test('wild figures are winsorised where that does, else logarithms are taken; what happened is told', () => {
  const even = Array.from({ length: 200 }, (_, i) => i)
  const { table, structure } = small({
    fine: even,
    wild: even.with(199, 10_000),
    powers: even.map((i) => 1.05 ** i),
    rare: even.map((i) => (i === 5 ? 1 : 0)),
  })
  const [fine, wild, powers, rare] = composite(table, structure).indicators.map(({ treatment }) => treatment)
  expect(fine).toMatchObject({ kind: 'none', why: 'withinLimits' })
  expect(wild).toMatchObject({ kind: 'winsorised', points: [{ unit: 'u199', from: 10_000, to: 198 }] })
  expect(powers).toMatchObject({ kind: 'log', passes: true })
  expect(rare).toMatchObject({ kind: 'log', passes: false })
})

test('the geometric mean multiplies, and refuses what is not above zero with its place', () => {
  const model = small({ a: [1, 2, 3], b: [3, 2, 1] })
  const minmax = { kind: 'minmax', low: 1, high: 100 } as const
  const index = composite(model.table, model.structure, { ...PLAIN, aggregation: 'geometric', normalisation: minmax })
  expect(index.aggregates.at(-1)!.scores).toEqual([
    expect.closeTo(10, 9),
    expect.closeTo(50.5, 9),
    expect.closeTo(10, 9),
  ])
  const [pillar] = explain(index, 'u0')!.parts
  expect(pillar!.parts.reduce((product, { share }) => product * share!, 1)).toBeCloseTo(10, 9)
  expect(pillar!.indexPoints).toBeNull()
  for (const normalisation of [
    { kind: 'minmax', low: 0, high: 100 },
    { kind: 'zscore', mean: 0, sd: 1 },
  ] as const)
    expect(() =>
      composite(model.table, model.structure, { ...PLAIN, aggregation: 'geometric', normalisation }),
    ).toThrow(
      expect.objectContaining({
        code: 'stats.composite.notPositive',
        details: { node: 'a', unit: 'u0', found: expect.any(Number) },
      }),
    )
})

test('distance to target is full at the target and beyond; where all have reached it, all are full', () => {
  const toTarget = (target: number, direction: 1 | -1) =>
    scores(small({ a: [0, 5, 10, 20] }, { a: { target, direction } }), { normalisation: { kind: 'target' } })
  expect(toTarget(10, 1)).toEqual([0, 50, 100, 100])
  expect(toTarget(10, -1)).toEqual([100, 100, 100, 0])
  expect(toTarget(-5, 1)).toEqual([100, 100, 100, 100])
})

const figure = fc.option(fc.oneof(fc.double({ min: -1e99, max: 1e99, noNaN: true }), fc.integer({ min: -3, max: 3 })), {
  freq: 4,
})
const tables = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 5 })).chain(([units, indicators]) =>
  fc.array(fc.array(figure, { minLength: units, maxLength: units }), {
    minLength: indicators,
    maxLength: indicators,
  }),
)

describe('laws', () => {
  const attempt = (columns: Column[], choices: Partial<Choices>) => {
    const { table, structure } = small(Object.fromEntries(columns.map((column, i) => [`c${i}`, column])))
    try {
      return composite(table, structure, choices)
    } catch (error) {
      expect((error as { code: string }).code).toMatch(/^stats\.composite\.(nothingLeft|tooFewUnits)$/)
      return undefined
    }
  }
  const choices = fc.record({
    normalisation: fc.constantFrom<Choices['normalisation'][]>(
      { kind: 'minmax', low: 0, high: 100 },
      { kind: 'zscore', mean: 50, sd: 10 },
      { kind: 'rank' },
    ),
    imputation: fc.constantFrom<Choices['imputation'][]>(
      { kind: 'none' },
      { kind: 'mean' },
      { kind: 'median', group: 'kind' },
    ),
    treatment: fc.constantFrom<Choices['treatment'][]>(
      { kind: 'none' },
      { kind: 'skew', skewMax: 2, kurtosisMax: 3.5, pointsMax: 5 },
    ),
  })

  test('nothing that is not a number comes out, whatever goes in', () => {
    fc.assert(
      fc.property(tables, choices, (columns, chosen) => {
        const index = attempt(columns, chosen)
        if (index) expect(JSON.stringify(index)).not.toMatch(/NaN|Infinity/)
        for (const { normalised, treated } of index?.indicators ?? [])
          for (const value of [...normalised, ...treated]) expect(value === null || Number.isFinite(value)).toBe(true)
        for (const { scores: found } of index?.aggregates ?? [])
          for (const value of found) expect(value === null || Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('min–max scores stay between the ends; other units of measure change nothing', () => {
    const bounded = fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(bounded, (columns) => {
        const index = attempt(columns, {})
        const other = attempt(
          columns.map((column) => column.map((value) => value * 1000 + 7)),
          {},
        )
        index?.aggregates.at(-1)!.scores.forEach((score, i) => {
          expect(score).toBeGreaterThanOrEqual(-1e-9)
          expect(score).toBeLessThanOrEqual(100 + 1e-9)
          expect(other!.aggregates.at(-1)!.scores[i]).toBeCloseTo(score!, 6)
        })
      }),
    )
  })
})

const good = () => small({ a: [1, 2, 3], b: [3, 1, 2] })
const node = (code: string, parent: string | null, level: number, weight = 1) => ({ code, parent, level, weight })
const withAggregates = (aggregates: Structure['aggregates']) => ({ ...good().structure, aggregates })
const withA = (meta: Partial<IndicatorMeta>) => small({ a: [1, 2, 3], b: [3, 1, 2] }, { a: meta }).structure
const run = (structure: Structure, choices: Partial<Choices> = {}, table = good().table) =>
  composite(table, structure, choices)

test.each<[string, () => unknown, object?]>([
  ['noIndicators', () => run({ ...good().structure, indicators: [] })],
  [
    'duplicateCode',
    () => run(withAggregates([node('I', null, 3), node('P', 'I', 2), node('a', 'I', 2)])),
    { node: 'a' },
  ],
  ['unknownParent', () => run(withA({ parent: 'Q' })), { node: 'a', parent: 'Q' }],
  ['unknownParent', () => run(withA({ parent: 'b' })), { node: 'a', parent: 'b' }],
  ['cycle', () => run(withAggregates([node('I', 'P', 3), node('P', 'I', 2)])), { node: 'I', way: 'I → P → I' }],
  ['cycle', () => run(withAggregates([node('I', 'I', 3), node('P', 'I', 2)])), { node: 'I', way: 'I → I' }],
  ['roots', () => run(withAggregates([node('I', null, 3), node('P', null, 2)])), { which: 'several', codes: 'I, P' }],
  ['level', () => run(withAggregates([node('I', null, 2), node('P', 'I', 2)])), { node: 'P', level: '2', parent: 'I' }],
  ['level', () => run(withAggregates([node('I', null, NaN), node('P', 'I', 2)]))],
  ['childless', () => run(withAggregates([node('I', null, 3), node('P', 'I', 2), node('Q', 'I', 2)])), { node: 'Q' }],
  ['weight', () => run(withA({ weight: -1 })), { node: 'a', found: '-1' }],
  ['weight', () => run(withA({ weight: NaN }))],
  ['weight', () => run(withA({ weight: Infinity }))],
  [
    'weightsZero',
    () => run(small({ a: [1, 2], b: [2, 1] }, { a: { weight: 0 }, b: { weight: 0 } }).structure),
    { node: 'P' },
  ],
  ['direction', () => run(withA({ direction: 0 as 1 })), { node: 'a', found: '0' }],
  ['missingColumn', () => run(withA({ code: 'x' })), { node: 'x' }],
  ['missingColumn', () => run(withA({ denominator: 'people' })), { node: 'people' }],
  [
    'unknownGroup',
    () => run(good().structure, { imputation: { kind: 'mean', group: 'x' } }),
    { group: 'x', known: 'kind' },
  ],
  ['noTarget', () => run(good().structure, { normalisation: { kind: 'target' } }), { node: 'a' }],
  ['nothingLeft', () => run(good().structure, {}, small({ a: [1, 1], b: [null, 4] }).table)],
  ['nothingLeft', () => run(withA({ weight: 0 }), {}, small({ a: [1, 2], b: [4, 4] }).table)],
  ['tooFewUnits', () => run(good().structure, {}, small({ a: [1], b: [3] }).table), { found: 1, least: 2 }],
  [
    'tooFewUnits',
    () =>
      run(
        good().structure,
        { screening: { level: 1, minShare: 1, counts: 'measured' } },
        small({ a: [1, null], b: [3, 4] }).table,
      ),
  ],
  [
    'notFinite',
    () => run(good().structure, {}, small({ a: [1, NaN], b: [3, 4] }).table),
    { node: 'a', unit: 'u1', found: 'NaN' },
  ],
  ['notFinite', () => run(good().structure, {}, small({ a: [1, -Infinity], b: [3, 4] }).table)],
  ['notFinite', () => run(withA({ denominator: 'den' }), {}, small({ a: [1, 2], b: [3, 4], den: [1, 1e-300] }).table)],
  ['duplicateUnit', () => run(good().structure, {}, { ...good().table, units: ['x', 'y', 'x'] }), { unit: 'x' }],
  ['columnLength', () => run(good().structure, {}, { ...good().table, units: ['x', 'y'] })],
  ['choice', () => run(good().structure, { missing: { minShare: 2 } }), { what: 'missingShare', found: '2' }],
  ['choice', () => run(good().structure, { screening: { level: 7, minShare: 1, counts: 'measured' } })],
  ['choice', () => run(good().structure, { normalisation: { kind: 'minmax', low: 5, high: 5 } })],
  ['choice', () => run(good().structure, { normalisation: { kind: 'zscore', mean: 0, sd: 0 } })],
])('%s is refused', (code, wrong, details) => {
  expect(wrong).toThrow(expect.objectContaining({ code: `stats.composite.${code}`, ...(details ? { details } : {}) }))
})
