/** Strengths, weaknesses, gaps and directions: each line of the rule, the ranking, and what readers may change. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CITIES, indicator, inputWith, parameters, target } from '../testing.ts'
import type { AnalysisInput, KnownIndicator, Parameters } from '../types/index.ts'
import { directions } from './directions.ts'
import { peersOf } from './peers.ts'
import { strengths } from './strengths.ts'

const peers = CITIES.slice(1)
const three = (name: string) => ({ pl: name, en: name, uk: name })
const up = [1, 2, 3, 4, 5]
const flat = [3, 1, 4, 2, 3]
/** The city's last figure is moved to `last`; peers have 10, 20, 30, 40, 50. */
function among(id: string, shape: number[], last: number, more: Partial<KnownIndicator> = {}): KnownIndicator {
  const own = shape.map((value) => value - shape.at(-1)! + last)
  const figures = Object.fromEntries(peers.map((area, i) => [area, [10 * (i + 1)]]))
  return indicator(id, { a: own, ...figures }, more)
}
const judgedAs = (known: KnownIndicator, more: Partial<AnalysisInput> = {}, changed: Partial<Parameters> = {}) => {
  const [judged] = strengths(inputWith([known], more), peers, parameters(changed))
  return [judged!.class, judged!.because]
}

test.each([
  [among('x', up, 60), 'strength', 'goodImproving'],
  [among('x', flat, 60), 'strength', 'good'],
  [among('x', up.toReversed(), 60), 'risk', 'goodWorsening'],
  [among('x', up, 30), 'improving', 'middleImproving'],
  [among('x', flat, 30), 'middle', 'middle'],
  [among('x', up.toReversed(), 30), 'risk', 'middleWorsening'],
  [among('x', up, 5), 'improving', 'weakImproving'],
  [among('x', flat, 5), 'weakness', 'weak'],
  [among('x', up.toReversed(), 5), 'weakness', 'weakWorsening'],
  [among('x', up, 60, { direction: 'context' }), 'context', 'context'],
  [among('x', up, 60, { direction: 'lower' }), 'weakness', 'weakWorsening'],
  [indicator('x', { a: up }), 'improving', 'improving'],
  [indicator('x', { a: up.toReversed() }), 'risk', 'worsening'],
  [indicator('x', { a: [1] }), 'unclear', 'unclear'],
  [indicator('x', {}), 'unclear', 'unclear'],
  [indicator('x', Object.fromEntries(CITIES.map((id) => [id, [3]]))), 'middle', 'middle'],
])('line by line: %#', (known, gives, because) => {
  expect(judgedAs(known)).toEqual([gives, because])
})

test('targets decide before levels; guidelines bind nobody; old figures are not judged', () => {
  const known = among('x', flat, 60)
  const missed = target({ period: '2024', value: 70, bound: 'atLeast' })
  expect(judgedAs(known, { targets: [missed] })).toEqual(['weakness', 'missed'])
  expect(judgedAs(known, { targets: [{ ...missed, kind: 'guideline' }] })).toEqual(['strength', 'good'])
  expect(judgedAs(known, { targets: [{ ...missed, area: 'b' }] })).toEqual(['strength', 'good'])
  const ahead = target({ period: '2030', value: 99 })
  expect(judgedAs(known, { targets: [ahead] })).toEqual(['risk', 'offPace'])
  expect(judgedAs(among('x', flat, 5), { targets: [ahead] })).toEqual(['weakness', 'weak'])
  const alone = indicator('x', { a: [8] })
  expect(judgedAs(alone, { targets: [target({ value: 7 })] })).toEqual(['strength', 'reached'])
  expect(judgedAs(known, { day: '2040-01-01', targets: [missed] })).toEqual(['unclear', 'unclear'])
})

test('a reader may move the lines', () => {
  const known = among('x', flat, 45)
  expect(judgedAs(known)).toEqual(['strength', 'good'])
  expect(judgedAs(known, {}, { top: 90 })).toEqual(['middle', 'middle'])
  expect(judgedAs(among('x', up, 45), {}, { pointsMin: 6 })).toEqual(['strength', 'good'])
  expect(judgedAs(known, {}, { peersMin: 6 })).toEqual(['unclear', 'unclear'])
})

const strategy = (id: string, from: number, to: number) => ({
  ...{ id, names: three(id), own: true, from, to },
  themes: [
    { id: 'green', names: three('green') },
    { id: 'open', names: three('open') },
  ],
})
const sets = [
  { id: 'iso', names: three('iso'), own: false, themes: [{ id: 'air', names: three('air') }] },
  strategy('old', 2010, 2020),
  strategy('new', 2021, 2030),
]
const air = among('air', flat, 5, { places: [{ set: 'iso', theme: 'air' }] })
const trees = among('trees', flat, 15, {
  places: [
    { set: 'iso', theme: 'air' },
    { set: 'new', theme: 'green' },
  ],
})
const meetings = among('meetings', up.toReversed(), 25, { places: [{ set: 'new', theme: 'open' }] })
const past = among('past', flat, 25, { places: [{ set: 'old', theme: 'open' }] })
const good = among('good', flat, 60)
const input = inputWith([air, trees, meetings, past, good], { sets })

test('gaps by size, importance and trend, with what would close them', () => {
  const { gaps, closed } = directions(input, peers, parameters())
  expect(closed).toEqual(['good'])
  expect(gaps.map(({ indicator }) => indicator)).toEqual(['trees', 'meetings', 'air', 'past'])
  const found = Object.fromEntries(gaps.map((gap) => [gap.indicator, gap]))
  expect(found.trees).toMatchObject({
    closing: { median: { to: 30, lacking: 15, spreads: 0.75 }, better: { to: 40, lacking: 25, spreads: 1.25 } },
    ...{ by: 'better', scores: { importance: 1, trend: 0.5 } },
  })
  expect(found.trees!.scores.size).toBeCloseTo(1.25 / 1.5, 12)
  expect(found.trees!.priority).toBeCloseTo((2 * (1.25 / 1.5) + 1 + 0.5) / 4, 12)
  expect(found.meetings!.scores).toMatchObject({ importance: 1, trend: 1 })
  expect([found.past!.scores.importance, found.air!.scores.importance]).toEqual([0.5, 0])
})

test('directions gather by the strategy that holds, the rest by the standard, the most urgent first', () => {
  const named = (changed: Partial<Parameters>) =>
    directions(input, peers, parameters(changed)).directions.map(
      ({ set, theme, gaps }) => `${set}/${theme}: ${gaps.map(({ indicator }) => indicator).join(' ')}`,
    )
  expect(named({})).toEqual(['new/green: trees', 'new/open: meetings', 'iso/air: air', '/: past'])
  expect(named({ set: { 'new/green': 0 } })[0]).toBe('new/open: meetings')
  expect(named({ size: 1, importance: 0, trend: 0 })[0]).toBe('iso/air: air')
  expect(named({ size: 0, importance: 0, trend: 1 })[0]).toBe('new/open: meetings')
})

test('weights that sum to zero are refused; weights of the strategy may all be zero', () => {
  expect(() => directions(input, peers, parameters({ size: 0, importance: 0, trend: 0 }))).toThrow(
    expect.objectContaining({ code: 'analysis.weightsZero', status: 422 }),
  )
  const none = parameters({ set: { 'new/green': 0, 'new/open': 0, 'old/green': 0, 'old/open': 0 } })
  expect(directions(input, peers, none).gaps.every(({ scores }) => scores.importance === 0)).toBe(true)
})

test('a target is a gap of its own, also without peers; one that was met is done with, unless it is law', () => {
  const alone = indicator('x', { a: [8] })
  const gapsOf = (more: Partial<AnalysisInput['targets'][number]>) =>
    directions(inputWith([alone], { targets: [target(more)] }), peers, parameters()).gaps
  expect(gapsOf({ value: 10, period: '2030' })).toMatchObject([
    { by: 'target', scores: { size: 0.2 }, closing: { target: { to: 10, lacking: 2 } } },
  ])
  expect(gapsOf({ value: 10, kind: 'guideline' })).toEqual([])
  const fallen = inputWith([indicator('x', { a: [12, 8] })], { targets: [target({ period: '2024' })] })
  expect(directions(fallen, peers, parameters()).gaps).toEqual([])
  fallen.targets[0]!.kind = 'law'
  expect(directions(fallen, peers, parameters()).gaps).toHaveLength(1)
})

test('all equal: nothing lacks. Peers that are equal among themselves still tell a gap', () => {
  const equal = indicator('x', Object.fromEntries(CITIES.map((id) => [id, [3]])))
  expect(directions(inputWith([equal]), peers, parameters()).closed).toEqual(['x'])
  const behind = indicator('x', { ...Object.fromEntries(peers.map((id) => [id, [3]])), a: [1] })
  expect(directions(inputWith([behind]), peers, parameters()).gaps[0]).toMatchObject({
    closing: { median: { lacking: 2 } },
  })
})

test('no priority leaves 0 to 1, and a larger gap is never less urgent', () => {
  const weight = fc.double({ min: 0, max: 10, noNaN: true })
  fc.assert(
    fc.property(weight, weight, weight, fc.integer({ min: -50, max: 55 }), (size, importance, trend, last) => {
      fc.pre(size + importance + trend > 1e-6)
      const of = (last: number) =>
        directions(inputWith([among('x', flat, last)], { sets }), peers, parameters({ size, importance, trend }))
          .gaps[0]
      const gap = of(last)
      if (!gap) return
      expect(gap.priority).toBeGreaterThanOrEqual(0)
      expect(gap.priority).toBeLessThanOrEqual(1 + 1e-12)
      expect(of(last - 5)!.priority).toBeGreaterThanOrEqual(gap.priority - 1e-12)
    }),
  )
})

test('peers: all, a group, or those named; never the city itself; unknown ones are refused', () => {
  const groups = [{ id: 'east', names: three('east'), areas: ['a', 'b', 'c', 'z'] }]
  const known = inputWith([], { groups })
  const of = (peers: string) => peersOf(known, { area: 'a', peers, like: {} })
  expect(of('all').areas).toEqual(['b', 'c', 'd', 'e', 'f'])
  expect(of('group:east')).toEqual({ kind: 'group', group: 'east', areas: ['b', 'c'] })
  expect(of('c,a,c')).toEqual({ kind: 'chosen', areas: ['c'] })
  for (const wrong of ['group:west', 'c,z', 'nobody', 'similar:0', 'similar:many', 'similar:1e9'])
    expect(() => of(wrong)).toThrow(expect.objectContaining({ code: 'analysis.unknownPeers' }))
  expect(() => peersOf(known, { area: 'z', peers: 'all', like: {} })).toThrow(
    expect.objectContaining({ code: 'analysis.unknownArea' }),
  )
})
