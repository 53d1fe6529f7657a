/** Only what measures the same in the same way is pooled; what may not be counted stands apart, with its reason. */
import { expect, test } from 'vitest'
import { evidenceOf, offScale, onScale, type Study } from './evidence.ts'

const sha = (n: number) => n.toString(16).padStart(64, '0')
const study = (
  n: number,
  estimate: number,
  se: number | null,
  more: Partial<Study> = {},
  said: object = {},
): Study => ({
  ...{ domain: `city${n}.example`, isOwn: false, isOrigin: n === 1, at: new Date(Date.UTC(2026, 0, n)), checked: 'holds', isAccepted: true, isDoubtful: false }, // prettier-ignore
  evaluation: { address: `https://city${n}.example/e/${n}`, sha256: sha(n), outcome: 'minutes', unit: 'min', method: 'did', scale: 'difference', estimate, se, interval: null, better: 'lower', violated: false, ...said } as Study['evaluation'], // prettier-ignore
  ...more,
})

test('results of several cities give one, with how much cities differ and what to expect in a further one', () => {
  const { groups, apart } = evidenceOf([study(1, -3, 0.5), study(2, -1, 0.5), study(3, -4, 1)])
  expect(apart).toEqual([])
  const [{ pooled, studies, family }] = groups as [(typeof groups)[number]]
  expect([family, studies.length, pooled!.reml.k]).toEqual(['compared', 3, 3])
  // By hand: Q = 104/9, C = 16/3.
  expect(pooled!.laird.tauSquared).toBeCloseTo((104 / 9 - 2) / (16 / 3), 9)
  expect(pooled!.laird.mean).toBeCloseTo(-2.5356, 3)
  expect(pooled!.warnings).toEqual(['few', 'differ', 'ahead'])
  expect(pooled!.reml.prediction!.low).toBeLessThan(pooled!.reml.low)
})

test('other units, other scales and other ways of comparing are never pooled', () => {
  const { groups } = evidenceOf([study(1, 1, 1), study(2, 1, 1, {}, { unit: 's' }), study(3, 1, 1, {}, { method: 'before' }), study(4, 1.1, 0.1, {}, { scale: 'ratio' }), study(5, 1, 1, {}, { method: 'synthetic' })]) // prettier-ignore
  expect(groups.map(({ studies, pooled }) => [studies.length, pooled !== undefined])).toEqual([[2, true], [1, false], [1, false], [1, false]]) // prettier-ignore
  const standards = [{ standard: 'iso37120', code: '8.1' }]
  const of = (id: string) => ({ indicator: { id, unit: 'ug/m3', standards } })
  expect(evidenceOf([study(1, -1, 1, {}, of('pm25')), study(2, -2, 1, {}, of('dust'))]).groups).toHaveLength(1)
})

test('ratios are pooled by their logarithms', () => {
  const [group] = evidenceOf([study(1, 0.5, 0.1, {}, { scale: 'ratio' }), study(2, 2, 0.1, {}, { scale: 'ratio' })]).groups // prettier-ignore
  expect(offScale('ratio', group!.pooled!.reml.mean)).toBeCloseTo(1)
  expect(onScale('difference', 3)).toBe(3)
})

test('what came twice counts once; what is not believed stands apart and says why', () => {
  const { groups, apart } = evidenceOf([
    study(1, -3, 0.5),
    study(2, -2, 0.5),
    study(3, -2, 0.5, {}, { sha256: sha(2) }),
    study(4, -2, 0.5, {}, { address: 'https://city1.example/e/1' }),
    study(5, -9, 0.5, { isAccepted: false }),
    study(6, -9, 0.5, { isDoubtful: true }),
    study(7, -9, 0.5, { checked: 'fails' }),
    study(8, -9, 0.5, { checked: null }),
    study(9, -9, null),
  ])
  expect(groups.map(({ studies }) => studies.map(({ domain }) => domain))).toEqual([['city1.example', 'city2.example']])
  expect(apart.map(({ study: { domain }, why }) => [domain[4], why])).toEqual([['3', 'twice'], ['4', 'twice'], ['5', 'peer'], ['6', 'key'], ['7', 'fails'], ['8', 'unchecked'], ['9', 'noError']]) // prettier-ignore
})

test('one result is shown and not pooled; of two that are the same the city whose practice it is keeps its own', () => {
  const [alone] = evidenceOf([study(1, -3, 0.5)]).groups
  expect([alone!.studies.length, alone!.pooled]).toEqual([1, undefined])
  const copied = study(3, -3, 0.5, { at: new Date(0) }, { sha256: sha(1) })
  const { groups, apart } = evidenceOf([study(1, -3, 0.5), copied, study(2, -1, 0.5)])
  expect(groups[0]!.studies.map(({ domain }) => domain)).toEqual(['city1.example', 'city2.example'])
  expect(apart).toMatchObject([{ study: { domain: 'city3.example' }, why: 'twice' }])
  const { reml, laird, warnings } = groups[0]!.pooled!
  // Of two as exact as each other, both ways give the same: tau² = (d² - 2v) / 2.
  expect([reml.tauSquared, laird.tauSquared]).toEqual([expect.closeTo(1.75, 9), expect.closeTo(1.75, 9)])
  expect([reml.mean, warnings]).toEqual([expect.closeTo(-2, 9), ['few', 'differ', 'ahead']])
})
