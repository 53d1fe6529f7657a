/** Laws that any evaluation keeps, and what it says no to. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '../random.ts'
import { betaShare, chiUpper, fUpper, noncentralBelow, studentBeyond, studentReach } from './distributions.ts'
import { codesOf } from './columns.ts'
import { covariance } from './covariance.ts'
import { evaluate, powerOf, type Columns, type EffectPlanGiven } from './index.ts'
import { fit, ones } from './linear.ts'

/** A panel with holes: two groups, an effect from period 4, noise. */
function panel(seed: number, { units = 12, periods = 7, effect = 2, from = 4 } = {}) {
  const draw = seeded(seed)(0)
  const rows = Array.from({ length: units }, (_, u) => {
    const level = 10 * draw()
    return Array.from({ length: periods }, (_, t) => ({ u: `u${u}`, t, treated: u % 2, x: draw(), y: level + t + draw() + (u % 2 === 1 && t >= from ? effect : 0), kept: draw() > 0.1 })) // prettier-ignore
  }).flat()
  const kept = rows.filter((row) => row.kept)
  return Object.fromEntries((['u', 't', 'treated', 'x', 'y'] as const).map((name) => [name, kept.map((row) => row[name])])) as Record<string, (number | string)[]> // prettier-ignore
}
const DID: EffectPlanGiven = { method: 'did', outcome: 'y', unit: 'u', time: 't', treated: 'treated', from: 4 }
const seeds = fc.integer({ min: 1, max: 1e6 })
const lean = { numRuns: 15 }

test('distributions to the last digits, as SciPy tells them', () => {
  expect(studentReach(0.05, 58)).toBeCloseTo(2.0017174841452356, 13)
  expect(studentBeyond(8, 5.5)).toBeCloseTo(0.00031310583438347094, 15)
  expect(fUpper(3.2, 4, 37)).toBeCloseTo(0.023606733513331323, 14)
  expect([chiUpper(11.3, 5), chiUpper(1.2, 5)]).toEqual([expect.closeTo(0.04574583257311167, 14), expect.closeTo(0.9448773650021219, 14)]) // prettier-ignore
  expect(noncentralBelow(1, 7.5, 2)).toBeCloseTo(0.15841228002944407, 13)
  expect(betaShare(0.3, 2, 5)).toBeCloseTo(1 - betaShare(0.7, 5, 2), 14)
})

test('absorbing fixed effects gives what dummies give', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const columns = panel(seed)
      const effect = evaluate({ ...DID, covariates: ['x'] }, columns)
      const y = Float64Array.from(columns.y as number[])
      const status = Float64Array.from(columns.t!, (t, i) => ((t as number) >= 4 ? (columns.treated![i] as number) : 0))
      const dummies = (name: string) => {
        const { codes, names } = codesOf(columns, name)
        return names.slice(1).map((_, code) => Float64Array.from(codes, (own) => (own === code + 1 ? 1 : 0)))
      }
      const all = [status, Float64Array.from(columns.x as number[]), ones(y.length), ...dummies('u'), ...dummies('t')]
      const fitted = fit({ names: all.map((_, i) => `c${i}`), columns: all, y })
      expect(effect.estimate).toBeCloseTo(fitted.coefficients[0]!, 9)
      expect(effect.parts[0]!.estimate).toBeCloseTo(fitted.coefficients[1]!, 9)
    }),
    lean,
  )
})

test('a shift of the outcome changes no effect, a scale scales it, and rows may come in any order', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.double({ min: 0.5, max: 50, noNaN: true }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      (seed, scale, shift) => {
        const columns = panel(seed)
        const [plain, moved] = [columns, { ...columns, y: columns.y!.map((y) => scale * (y as number) + shift) }].map((data) => evaluate(DID, data)) // prettier-ignore
        expect(moved!.estimate).toBeCloseTo(scale * plain!.estimate, 7)
        expect(moved!.se!).toBeCloseTo(scale * plain!.se!, 7)
        const order = columns.y!.map((_, i) => i).sort((a, b) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101))
        const turned = Object.fromEntries(
          Object.entries(columns).map(([name, all]) => [name, order.map((i) => all[i]!)]),
        )
        const again = evaluate(DID, turned)
        expect(again.estimate).toBeCloseTo(plain!.estimate, 9)
        expect(again.se!).toBeCloseTo(plain!.se!, 9)
      },
    ),
    lean,
  )
})

test('clusters both ways by one clustering are clusters one way', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const columns = panel(seed)
      const y = Float64Array.from(columns.y as number[])
      const fitted = fit({ names: ['1', 'x'], columns: [ones(y.length), Float64Array.from(columns.x as number[])], y })
      const one = { name: 'u', codes: codesOf(columns, 'u') }
      const [oneWay, twoWays] = [[one], [one, one]].map((clusters) => covariance(fitted, { kind: 'clusters', clusters }).matrix) // prettier-ignore
      twoWays!.to1DArray().forEach((value, i) => expect(value).toBeCloseTo(oneWay!.to1DArray()[i]!, 10))
    }),
    lean,
  )
})

test('a difference of differences of two periods is that of the four means', () => {
  const columns = { g: [0, 0, 1, 1, 0, 0, 1, 1], t: [1, 1, 1, 1, 2, 2, 2, 2], y: [1, 3, 4, 6, 2, 5, 9, 12] }
  const effect = evaluate({ method: 'did', outcome: 'y', time: 't', treated: 'g', from: 2 }, columns)
  expect(effect.estimate).toBeCloseTo(10.5 - 5 - (3.5 - 2), 12)
  expect(effect.drawings[0]).toMatchObject({ kind: 'periods', from: '2' })
})

test('what moved apart before the start is said, and what did not is not', () => {
  const columns = panel(3, { units: 40, periods: 8, from: 4 })
  const drifting = { ...columns, y: columns.y!.map((y, i) => (y as number) + 1.5 * (columns.treated![i] as number) * (columns.t![i] as number)) } // prettier-ignore
  const verdicts = [columns, drifting].map((data) => evaluate(DID, data).assumptions.find(({ id }) => id === 'parallel')!.verdict) // prettier-ignore
  expect(verdicts[0]).not.toBe('fails')
  expect(verdicts[1]).toBe('fails')
})

test('a jump put into a series of hours, with its season, is found again; few points are drawn', () => {
  const draw = seeded(5)(0)
  const at = (i: number) => new Date(Date.UTC(2024, 0, 1) + i * 3_600_000).toISOString()
  const hours = Array.from({ length: 3_000 }, (_, i) => ({ at: at(i), use: 50 + 10 * Math.sin((2 * Math.PI * i) / 24) + 4 * draw() - (i >= 2_000 ? 7 : 0) })) // prettier-ignore
  const columns = { at: hours.map((hour) => hour.at), use: hours.map((hour) => hour.use) }
  const effect = evaluate({ method: 'its', outcome: 'use', time: 'at', from: at(2_000), season: { kind: 'places', length: 24 } }, columns) // prettier-ignore
  expect(effect.estimate).toBeCloseTo(-7, 0)
  const drawing = effect.drawings[0]!
  expect(drawing.kind === 'periods' && drawing.periods.length).toBeLessThanOrEqual(1_001)
  expect(drawing).toMatchObject({ from: at(2_000), merged: 3 })
  const blind = evaluate({ method: 'its', outcome: 'use', time: 'at', from: at(2_000) }, columns)
  expect(blind.assumptions.find(({ id }) => id === 'season')!.verdict).toBe('fails')
})

test('members of clusters that are alike tell less, and power is what n gives back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 2, noNaN: true }),
      fc.double({ min: 0.5, max: 0.95, noNaN: true }),
      (effect, power) => {
        const asked = powerOf({ effect, power })
        expect(powerOf({ effect, n: asked.nExact }).power).toBeCloseTo(power, 9)
        expect(powerOf({ power, n: asked.nExact }).effect).toBeCloseTo(effect, 6)
        expect(powerOf({ effect, power, clusters: { size: 20, icc: 0.1 } }).n.total).toBeGreaterThan(asked.n.total)
      },
    ),
    { numRuns: 3 },
  )
})

const ITS: EffectPlanGiven = { method: 'its', outcome: 'y', time: 't', from: 6 }
const series = (length: number) => ({ t: Array.from({ length }, (_, i) => i + 1), y: Array.from({ length }, (_, i) => ((i * 7) % 5) + i) }) // prettier-ignore
const small: Columns = panel(1)
test.each<[string, EffectPlanGiven, Columns, object]>([
  ['columnUnknown', { ...DID, outcome: 'z' }, small, { column: 'z' }],
  ['collinear', { ...DID, covariates: ['x', 'x'] }, small, { column: 'x', others: 'x' }],
  ['collinear', { ...DID, covariates: ['treated'] }, small, { column: 'treated', others: 'u, t' }],
  ['missing', DID, { ...small, y: [null, ...Array.from(small.y!).slice(1)] }, { row: 1, column: 'y' }],
  ['notFinite', DID, { ...small, y: [NaN, ...Array.from(small.y!).slice(1)] }, { row: 1, column: 'y' }],
  ['notFinite', DID, { ...small, y: [Infinity, ...Array.from(small.y!).slice(1)] }, { row: 1 }],
  ['notNumber', DID, { ...small, y: ['7 zł', ...Array.from(small.y!).slice(1)] }, { found: '7 zł' }],
  ['notBinary', { ...DID, treated: 'x' }, small, { column: 'x' }],
  ['constantOutcome', DID, { ...small, y: Array.from(small.y!, () => 3) }, { value: 3 }],
  ['noControls', DID, { ...small, treated: Array.from(small.y!, () => 1) }, {}],
  ['noTreated', DID, { ...small, treated: Array.from(small.y!, () => 0) }, {}],
  ['outside', { ...DID, from: 99 }, small, { from: '99' }],
  ['outside', { ...DID, from: 0 }, small, { first: '0' }],
  ['timing', { ...DID, treated: undefined }, small, { what: 'unsaid' }],
  ['timing', { ...DID, treated: 'b' }, { ...small, b: Array.from(small.y!, (_, i) => i % 2) }, { what: 'twoGroups' }],
  ['tooFewPeriods', ITS, series(6), { where: 'after' }],
  ['tooFewPeriods', { ...ITS, from: 3 }, series(12), { where: 'before' }],
  ['outside', { ...ITS, from: 50 }, series(12), { from: '50' }],
  ['twice', ITS, { t: [1, 2, 3, 3, 4, 5, 6, 7, 8], y: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, { period: '3' }],
  ['period', ITS, { ...series(12), t: Array.from({ length: 12 }, () => 'soon') }, { found: 'soon' }],
  ['periodKinds', { ...ITS, from: '2024-05' }, series(12), {}],
  ['counts', { ...ITS, model: 'poisson' }, { ...series(12), y: Array.from({ length: 12 }, (_, i) => i + 0.5) }, { row: 1 }], // prettier-ignore
  ['exposure', { ...ITS, model: 'poisson', exposure: 'n' }, { ...series(12), n: Array.from({ length: 12 }, () => 0) }, { column: 'n' }], // prettier-ignore
  ['empty', ITS, { t: [], y: [] }, {}],
  ['tooFewRows', { ...ITS, from: 4, season: { kind: 'places', length: 4 } }, series(6), {}],
  ['tooFewUnits', { method: 'randomised', outcome: 'y', treated: 'd' }, { y: [1, 2, 3], d: [0, 0, 1] }, { least: 2 }],
  ['tooFewClusters', { ...DID, cluster: ['one'] }, { ...small, one: Array.from(small.y!, () => 'a') }, { found: 1 }],
])('says no: %s', (name, plan, columns, details) => {
  expect(() => evaluate(plan, columns)).toThrow(expect.objectContaining({ code: `stats.effects.${name}`, details: expect.objectContaining(details) })) // prettier-ignore
})

test('rows with gaps can be left out, and it is said', () => {
  const effect = evaluate({ ...DID, missing: 'drop' }, { ...small, y: [null, ...Array.from(small.y!).slice(1)] })
  expect(effect.cautions[0]).toEqual({ id: 'dropped', figures: { dropped: 1, of: small.y!.length } })
})

test('an event study says which period is missing where those treated have none just before their start', () => {
  const rows = Array.from({ length: 48 }, (_, i) => ({ u: `u${i % 8}`, t: Math.floor(i / 8), treated: i % 2, y: (i * 7) % 11 })).filter(({ t, treated }) => t !== 2 || treated === 0) // prettier-ignore
  const columns = Object.fromEntries((['u', 't', 'treated', 'y'] as const).map((name) => [name, rows.map((row) => row[name])])) // prettier-ignore
  const plan = { method: 'event', outcome: 'y', unit: 'u', time: 't', treated: 'treated', from: 3 } as const
  expect(() => evaluate(plan, columns)).toThrow(expect.objectContaining({ code: 'stats.effects.reference' }))
})
