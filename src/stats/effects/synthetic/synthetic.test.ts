/** Synthetic control: the published cases to their digits, and what must hold of any optimum. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EffectPlan, type PlanOf } from '../plan.ts'
import type { Columns, Effect } from '../types.ts'
import { evaluateSynthetic, nearest, placebosInSpace, synthetic, type Panel } from './index.ts'

const FOLDER = ['../shared/oracles/effects', '/work/shared/oracles/effects'].find((path) => existsSync(path))
const read = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8')

type Expected = {
  synthetic_control_prop99_outcomes_only_1970_1988: {
    weights: Record<string, number>
    pre_mspe: number
    post_mspe: number
    gap_2000: number
    avg_gap_1989_2000: number
  }
  synthetic_control_prop99_placebo_rank_outcomes_only: {
    California_rank: number
    n: number
    top: { unit: string; pre: number; post: number }[]
  }
}

/** A row for each period, a column for each unit. */
function wide(file: string, treated: string, from: string): Panel {
  const [head, ...rows] = parse(read(file)) as string[][]
  const units = head!.slice(1)
  return {
    ...{ units, periods: rows.map(([period]) => period!), treated: units.indexOf(treated) },
    from: rows.findIndex(([period]) => period === from),
    figures: Float64Array.from(units.flatMap((_, i) => rows.map((row) => Number(row[i + 1])))),
  }
}

describe.skipIf(!FOLDER)('tobacco in California', () => {
  const expected = FOLDER ? (JSON.parse(read('expected.json')) as Expected) : undefined
  const rows = FOLDER ? (parse(read('synth/smoking_data.csv'), { columns: true }) as Record<string, string>[]) : []
  const columns = {
    state: rows.map(({ state }) => state!),
    year: rows.map(({ year }) => Number(year)),
    cigsale: rows.map(({ cigsale }) => Number(cigsale)),
    retprice: rows.map(({ retprice }) => Number(retprice)),
    beer: rows.map(({ beer }) => (beer === '' ? null : Number(beer))),
  }
  const plan = (more: object = {}) => EffectPlan.parse({ method: 'synthetic', outcome: 'cigsale', unit: 'state', time: 'year', from: 1989, treatedUnit: 'California', ...more }) as PlanOf<'synthetic'> // prettier-ignore
  const evaluated = (more?: object): Effect => evaluateSynthetic(plan(more), columns, rows.length)
  const weightsOf = ({ drawings }: Effect) => drawings.flatMap((drawing) => (drawing.kind === 'weights' ? drawing.weights : [])) // prettier-ignore

  test('weights, fit and gap to the digits of the oracle', () => {
    const found = evaluated()
    const said = expected!.synthetic_control_prop99_outcomes_only_1970_1988
    expect(weightsOf(found).map(({ unit }) => unit)).toEqual(Object.keys(said.weights))
    for (const { unit, weight } of weightsOf(found)) expect(weight).toBeCloseTo(said.weights[unit]!, 8)
    const part = (id: string) => found.parts.find((one) => one.id === id)!.estimate
    expect(part('mspeBefore')).toBeCloseTo(said.pre_mspe, 10)
    expect(part('mspeAfter')).toBeCloseTo(said.post_mspe, 7)
    expect(part('effectLast')).toBeCloseTo(said.gap_2000, 9)
    expect(found.estimate).toBeCloseTo(said.avg_gap_1989_2000, 9)
    expect(part('kkt')).toBeLessThan(1e-12)
    expect(found.cautions).toEqual([])
    const verdicts = Object.fromEntries(found.assumptions.map(({ id, verdict }) => [id, verdict]))
    expect(verdicts).toMatchObject({ fitBefore: 'holds', hull: 'holds', nothingElse: 'untestable' })
  })

  test('its rank among the placebos, and those beside it', () => {
    const found = evaluated()
    const said = expected!.synthetic_control_prop99_placebo_rank_outcomes_only
    expect(found.p).toBe(said.California_rank / said.n)
    expect(found.n.units).toBe(said.n)
    const panel = wideOf(columns)
    const { all, rank } = placebosInSpace(panel)
    expect(rank).toBe(said.California_rank)
    expect(all.slice(0, 5).map(({ unit }) => unit)).toEqual(said.top.map(({ unit }) => unit))
    said.top.forEach(({ pre, post }, i) => {
      expect(all[i]!.pre_mspe).toBeCloseTo(pre, 9)
      expect(all[i]!.post_mspe).toBeCloseTo(post, 7)
    })
  })

  test('predictors join what is to be met; those with gaps by the mean of what is there', () => {
    const found = evaluated({ predictors: ['retprice', 'beer'] })
    expect(Math.abs(found.estimate + 19)).toBeLessThan(3)
    expect(weightsOf(found).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
  })
})

const wideOf = ({ state, year, cigsale }: { state: string[]; year: number[]; cigsale: number[] }): Panel => {
  const units = [...new Set(state)].sort()
  const periods = [...new Set(year)].sort()
  const figures = new Float64Array(units.length * periods.length)
  state.forEach((unit, i) => (figures[units.indexOf(unit) * periods.length + periods.indexOf(year[i]!)] = cigsale[i]!))
  return { units, periods: periods.map(String), figures, treated: units.indexOf('California'), from: periods.indexOf(1989) } // prettier-ignore
}

test.skipIf(!FOLDER)('West Germany by the published weights of its predictors is made of the published five', () => {
  const [, ...rows] = parse(read('synth/germany_X.csv')) as string[][]
  const panel = wide('synth/germany_Y.csv', '7', '1990')
  const names = rows.map(([name]) => name!)
  const figures = Float64Array.from(panel.units.flatMap((_, i) => rows.map((row) => Number(row[i + 1]))))
  // Abadie, Diamond and Hainmueller 2015: gdp, trade, infrate, industry, schooling, invest80.
  const weights = [0.442, 0.134, 0.072, 0.001, 0.107, 0.245]
  const found = synthetic({ ...panel, predictors: { names, figures, weights } })
  // Austria, USA, Japan, Switzerland, the Netherlands; the weights of the predictors are known to three digits.
  const published = [['3', 0.42], ['1', 0.22], ['14', 0.16], ['12', 0.11], ['9', 0.09]] as const // prettier-ignore
  expect(found.weights.map(({ unit }) => unit)).toEqual(published.map(([code]) => code))
  published.forEach(([, weight], i) => expect(Math.abs(found.weights[i]!.weight - weight)).toBeLessThan(0.01))
  expect(found).toMatchObject({ isUnique: true })
})

test.skipIf(!FOLDER)('the Basque Country by its outcome alone has one optimum', () => {
  const found = synthetic(wide('synth/basque_Y.csv', '17', '1970'))
  expect(found.kkt).toBeLessThan(1e-12)
  expect(found).toMatchObject({ isUnique: true })
})

const figure = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 7)
const clouds = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    width: fc.constant(width),
    points: fc.array(fc.array(figure, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 12 }),
    target: fc.array(figure, { minLength: width, maxLength: width }),
  }),
)
const flatOf = (points: number[][]) => Float64Array.from(points.flat())

test('shares of one, none below zero, and no other mixture nearer', () => {
  fc.assert(
    fc.property(
      clouds,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }),
      ({ width, points, target }, other) => {
        // prettier-ignore
        const { weights, residual, kkt } = nearest({ count: points.length, width, figures: flatOf(points) }, Float64Array.from(target)) // prettier-ignore
        expect(weights.every((weight) => weight >= 0)).toBe(true)
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
        expect(kkt).toBeLessThan(1e-9)
        const shares = other.slice(0, points.length).map((share, _, all) => (share + 1e-3) / all.reduce((sum, one) => sum + one + 1e-3, 0)) // prettier-ignore
        const off = (mix: ArrayLike<number>) => target.map((aim, t) => points.reduce((sum, point, i) => sum + mix[i]! * point[t]!, 0) - aim) // prettier-ignore
        const size = (all: Iterable<number>) => Math.hypot(...all)
        expect(size(residual)).toBeLessThanOrEqual(size(off(shares)) + 1e-9)
        expect(size(off(weights))).toBeCloseTo(size(residual), 9)
      },
    ),
  )
})

test('a mixture of donors is found again, and the measure’s effect with it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 8 }),
      fc.integer(),
      fc.double({ min: -50, max: 50, noNaN: true }),
      (donors, seed, effect) => {
        // prettier-ignore
        const panel = made(donors, 20, 12, seed, effect)
        const found = synthetic(panel)
        expect(found.averageGap).toBeCloseTo(effect, 6)
        expect(found.pre_mspe).toBeLessThan(1e-16)
      },
    ),
    { numRuns: 30 },
  )
})

/** The treated unit is a mixture of the first three donors, and from `from` on more by `effect`. */
function made(donors: number, width: number, from: number, seed: number, effect: number): Panel {
  const draw = (i: number, t: number) => 50 + 40 * Math.sin(seed + 13.7 * i + 1.3 * t * (i + 1)) + t * Math.cos(i)
  const rows = Array.from({ length: donors }, (_, i) => Array.from({ length: width }, (_, t) => draw(i, t)))
  const own = Array.from({ length: width }, (_, t) => 0.5 * rows[0]![t]! + 0.3 * rows[1]![t]! + 0.2 * rows[2]![t]! + (t >= from ? effect : 0)) // prettier-ignore
  return {
    units: ['treated', ...rows.map((_, i) => `d${i}`)],
    periods: own.map((_, t) => String(t)),
    ...{ figures: flatOf([own, ...rows]), treated: 0, from },
  }
}

describe('what cannot be told is refused, and what is doubtful said', () => {
  const rows = made(4, 12, 8, 1, 5)
  const columns = (change: (all: { unit: string[]; time: number[]; y: number[] }) => void = () => {}): Columns => {
    const all = {
      unit: rows.units.flatMap((unit) => rows.periods.map(() => unit)),
      time: rows.units.flatMap(() => rows.periods.map(Number)),
      y: [...rows.figures],
    }
    change(all)
    return all
  }
  const evaluated = (table: Columns, more: object = {}) =>
    evaluateSynthetic(
      EffectPlan.parse({ method: 'synthetic', outcome: 'y', unit: 'unit', time: 'time', from: 8, treatedUnit: 'treated', ...more }) as PlanOf<'synthetic'>, // prettier-ignore
      ...([table, table.unit!.length] as const),
    )

  test.each<[string, object, Parameters<typeof columns>[0], object]>([
    ['a date after the end', { from: 40 }, undefined, { code: 'stats.effects.outside' }],
    ['a date at the beginning', { from: 0 }, undefined, { code: 'stats.effects.outside' }],
    ['one period before', { from: 1 }, undefined, { code: 'stats.effects.tooFewPeriods' }],
    ['a unit that is not there', { treatedUnit: 'Rome' }, undefined, { code: 'stats.effects.unitUnknown', details: { unit: 'Rome', column: 'unit' } }], // prettier-ignore
    ['one donor', { donors: ['d1'] }, undefined, { code: 'stats.effects.tooFewUnits' }],
    ['a row twice', {}, ({ time }) => (time[1] = 0), { code: 'stats.effects.cellTwice', details: { row: 2, unit: 'treated', period: '0' } }], // prettier-ignore
    ['a hole', {}, (all) => Object.values(all).forEach((column) => column.splice(14, 1)), { code: 'stats.effects.hole', details: { unit: 'd0', period: '2' } }], // prettier-ignore
    ['weights for other predictors', { predictors: ['y'], predictorWeights: [1, 2] }, undefined, { code: 'stats.effects.option' }], // prettier-ignore
  ])('%s', (_, more, change, refusal) => {
    expect(() => evaluated(columns(change), more)).toThrow(expect.objectContaining(refusal))
  })

  test('a treated unit outside of what the others span, with how far', () => {
    const found = evaluated(columns(({ y }) => y.fill(500, 0, 12)))
    const { verdict, figures } = found.assumptions.find(({ id }) => id === 'hull')!
    expect({ verdict, periods: figures.periods, before: figures.before }).toEqual({ verdict: 'fails', periods: 8, before: 8 }) // prettier-ignore
    expect(figures.farthest).toBeGreaterThan(300)
    expect(found.assumptions.find(({ id }) => id === 'fitBefore')).toMatchObject({ verdict: 'fails' })
  })

  test('too few donors for a small p, and weights that others could replace', () => {
    expect(evaluated(columns()).cautions.map(({ id }) => id)).toContain('fewDonors')
    const twins = columns(({ y }) => y.copyWithin(24, 12, 24))
    expect(evaluated(twins).cautions.map(({ id }) => id)).toContain('weightsNotUnique')
  })

  test('the order of rows decides nothing', () => {
    const turned = columns((all) => Object.values(all).forEach((column) => column.reverse()))
    expect(evaluated(turned)).toEqual(evaluated(columns()))
  })
})
