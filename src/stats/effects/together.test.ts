/** Several studies, several comparisons, before and after, and what an effect cost. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluateBefore } from './before.ts'
import { costPerUnit } from './cost.ts'
import { benjaminiHochberg, holm } from './many.ts'
import { meta, META_MODELS, type Study } from './meta.ts'
import { EffectPlan, type PlanOf } from './plan.ts'

const FOLDER = ['../shared/oracles/effects', '/work/shared/oracles/effects'].find((path) => existsSync(path))

describe.skipIf(!FOLDER)('thirteen trials of a vaccine', () => {
  const read = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8')
  type Said = { mu: number; se: number; ci: [number, number]; I2: number } & Record<string, number>
  const said = () => (JSON.parse(read('expected.json')) as { meta_bcg: Record<string, Said> }).meta_bcg
  const studies = (): Study[] =>
    (parse(read('meta/dat_bcg.csv'), { columns: true }) as Record<string, string>[]).map(({ author, yi, vi }) => ({ name: author!, effect: Number(yi), variance: Number(vi) })) // prettier-ignore

  test.each([
    ['fixed', 'FE'],
    ['dersimonianLaird', 'DL'],
    ['reml', 'REML'],
  ] as const)('%s to the digits of the oracle', (model, name) => {
    const found = meta(studies(), model)
    const { mu, se, ci, I2, H2, z, p, tau2, se_tau2, Q, Qp, pi_z } = said()[name]! as Said & { pi_z?: [number, number] }
    const near = (value: number | null | undefined, aim: number | undefined) => aim !== undefined && expect(Math.abs(value! / aim - 1)).toBeLessThan(1e-9) // prettier-ignore
    near(found.mean, mu)
    near(found.se, se)
    ;[found.low, found.high].forEach((value, i) => near(value, ci[i]))
    near(found.iSquared_percent, I2)
    near(found.hSquared, H2)
    near(found.z, z)
    near(found.p, p)
    near(found.tauSquared, tau2)
    near(found.tauSquared_se, se_tau2)
    near(found.q.value, Q)
    near(found.q.p, Qp)
    ;(pi_z ?? []).forEach((aim, i) => near(i === 0 ? found.prediction?.low : found.prediction?.high, aim))
  })
})

const studies = fc.array(
  fc.record({ name: fc.string(), effect: fc.integer({ min: -500, max: 500 }).map((value) => value / 100), variance: fc.integer({ min: 1, max: 400 }).map((value) => value / 100) }), // prettier-ignore
  { minLength: 2, maxLength: 20 },
)

test('a common shift moves the mean alone; weights are shares of one; tau² is never below zero', () => {
  fc.assert(
    fc.property(studies, fc.constantFrom(...META_MODELS), fc.integer({ min: -9, max: 9 }), (all, model, by) => {
      const found = meta(all, model)
      const moved = meta(all.map((study) => ({ ...study, effect: study.effect + by })), model) // prettier-ignore
      expect(moved.mean - by).toBeCloseTo(found.mean, 6)
      expect(moved.tauSquared).toBeCloseTo(found.tauSquared, 6)
      expect(found.tauSquared).toBeGreaterThanOrEqual(0)
      expect(found.forest.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
      const effects = all.map(({ effect }) => effect)
      expect(found.mean).toBeGreaterThanOrEqual(Math.min(...effects) - 1e-9)
      expect(found.mean).toBeLessThanOrEqual(Math.max(...effects) + 1e-9)
    }),
  )
})

test('what no studies are is refused', () => {
  const study = { name: 'a', effect: 1, variance: 1 }
  const refused = (all: Study[], code: string, level?: number) => expect(() => meta(all, 'reml', level)).toThrow(expect.objectContaining({ code: `stats.effects.${code}` })) // prettier-ignore
  refused([study], 'tooFewRows')
  refused([study, { ...study, variance: 0 }], 'variance')
  refused([study, { ...study, effect: NaN }], 'notFinite')
  refused(new Array<Study>(501).fill(study), 'tooMany')
  refused([study, study], 'option', 1)
})

test('p of many comparisons, as R’s p.adjust raises them', () => {
  const ps = [0.01, 0.04, 0.03, 0.005, 0.8]
  const digits = (all: number[]) => all.map((p) => Number(p.toFixed(10)))
  expect(digits(holm(ps))).toEqual([0.04, 0.09, 0.09, 0.025, 0.8])
  expect(digits(benjaminiHochberg(ps))).toEqual([0.025, 0.05, 0.05, 0.025, 0.8])
  expect(holm([])).toEqual([])
  expect(() => holm([0.5, 1.5])).toThrow(expect.objectContaining({ code: 'stats.effects.probability' }))
})

test('p is never lowered, order among them stays, and the share of chance asks for less than none at all', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (ps) => {
      const [strict, mild] = [holm(ps), benjaminiHochberg(ps)]
      ps.forEach((p, i) => {
        expect(mild[i]!).toBeGreaterThanOrEqual(p - 1e-15)
        expect(strict[i]!).toBeGreaterThanOrEqual(mild[i]! - 1e-15)
        ps.forEach((other, j) => p < other && expect(strict[i]!).toBeLessThanOrEqual(strict[j]!))
      })
    }),
  )
})

describe('what a unit of effect cost', () => {
  test('a cost that is known divided by the ends of the effect’s interval', () => {
    const { perUnit, interval } = costPerUnit({ cost: 1000, effect: 10, effectSe: 2 })
    expect(perUnit).toBe(100)
    expect(interval!.low).toBeCloseTo(1000 / (10 + 2 * 1.959963984540054), 9)
    expect(interval!.high).toBeCloseTo(1000 / (10 - 2 * 1.959963984540054), 9)
  })

  test('no price can be named where the effect may be none', () => {
    expect(costPerUnit({ cost: 1000, effect: 10, effectSe: 6 })).toEqual({ perUnit: 100, interval: null })
    expect(costPerUnit({ cost: 1000, effect: 0, effectSe: 6 })).toEqual({ perUnit: null, interval: null })
    expect(() => costPerUnit({ cost: NaN, effect: 1, effectSe: 1 })).toThrow(expect.objectContaining({ code: 'stats.effects.option' })) // prettier-ignore
  })

  test('the quotient lies within, and at its ends Fieller’s figure is just as large as it may be', () => {
    const some = fc.integer({ min: 1, max: 1000 })
    fc.assert(
      fc.property(some, some, some, some, fc.boolean(), (cost, costSe, effect, part, less) => {
        const effectSe = effect / (part + 3)
        const given = { cost, costSe, effect: less ? -effect : effect, effectSe }
        const { perUnit, interval } = costPerUnit(given)
        expect(interval!.low).toBeLessThanOrEqual(perUnit! + 1e-9)
        expect(interval!.high).toBeGreaterThanOrEqual(perUnit! - 1e-9)
        for (const at of [interval!.low, interval!.high]) {
          const off = (cost - at * given.effect) / Math.hypot(costSe, at * effectSe)
          expect(Math.abs(off)).toBeCloseTo(1.959963984540054, 6)
        }
      }),
    )
  })
})

describe('before and after', () => {
  const plan = (more: object = {}) => EffectPlan.parse({ method: 'before', outcome: 'y', time: 't', from: 2020, ...more }) as PlanOf<'before'> // prettier-ignore

  test('one series by Welch, with the warnings that it always needs', () => {
    const y = [5, 7, 6, 8, 9, 12, 10, 11]
    const found = evaluateBefore(plan({ from: 2019 }), { y, t: y.map((_, i) => 2015 + i) }, y.length)
    expect(found).toMatchObject({ estimate: 4, without: 6.5, errors: { kind: 'welch', freedom: 6 } })
    expect(found.se).toBeCloseTo(Math.sqrt((5 / 3 / 4) * 2), 12)
    expect(found.p).toBeCloseTo(0.00464, 4)
    expect(found.cautions.map(({ id }) => id)).toEqual(expect.arrayContaining(['noComparison', 'regressionToMean']))
    expect(found.assumptions).toContainEqual(expect.objectContaining({ id: 'nothingElse', verdict: 'untestable' }))
  })

  test('units each with itself', () => {
    const unit = ['a', 'b', 'c', 'a', 'b', 'c', 'd']
    const found = evaluateBefore(plan({ unit: 'u' }), { y: [1, 10, 100, 3, 13, 104, 7], t: [2019, 2019, 2019, 2020, 2020, 2020, 2020], u: unit }, 7) // prettier-ignore
    expect(found).toMatchObject({ estimate: 3, n: { units: 3 }, errors: { kind: 'classic', freedom: 2 } })
    expect(found.se).toBeCloseTo(1 / Math.sqrt(3), 12)
  })

  test('a series that was rising anyway is said, with what the rise alone would give', () => {
    const y = [1, 2.1, 2.9, 4, 5.1, 6, 7.1, 7.9]
    const found = evaluateBefore(plan({ from: 2019 }), { y, t: y.map((_, i) => 2015 + i) }, y.length)
    const caution = found.cautions.find(({ id }) => id === 'trendBefore')!
    expect(Number(caution.figures!.expected)).toBeCloseTo(3.92, 1)
    expect(found.assumptions.find(({ id }) => id === 'noTrendBefore')).toMatchObject({ verdict: 'fails' })
  })

  test('winter beside summer is said', () => {
    const t = ['2024-11', '2024-12', '2025-01', '2025-06', '2025-07', '2025-08']
    const found = evaluateBefore(plan({ from: '2025-06' }), { y: [1, 2, 3, 2, 4, 5], t }, 6)
    expect(found.cautions.map(({ id }) => id)).toContain('otherSeason')
  })

  test('one figure on a side, or a date outside, is refused', () => {
    const refused = (more: object, code: string) =>
      expect(() => evaluateBefore(plan(more), { y: [1, 2, 3], t: [2018, 2019, 2020] }, 3)).toThrow(expect.objectContaining({ code: `stats.effects.${code}` })) // prettier-ignore
    refused({}, 'tooFewRows')
    refused({ from: 2030 }, 'outside')
  })
})
