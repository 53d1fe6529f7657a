/** A target is judged by the figure of its period once that is over, and by the pace before. */
import { expect, test } from 'vitest'
import { parameters, target } from '../testing.ts'
import type { KnownTarget } from '../types/index.ts'
import { verdictOf } from './pace.ts'
import type { Point } from './series.ts'
import { trendOf } from './trend.ts'

const DAY = '2026-11-23'
const series = (first: number, values: number[]): Point[] =>
  values.map((value, i) => ({ period: `${first + i}`, value, status: 'A' }))
function verdict(said: Partial<KnownTarget>, points: Point[], valid = {}) {
  const trend = trendOf(points, [], { direction: 'higher', unit: '%' }, parameters())
  return verdictOf(target(said), { unit: '%', valid }, points, trend, DAY)
}
const falling = series(2016, [20, 19, 18, 17, 16, 15, 14, 13, 12, 11])

test('of a period that is over: met, missed, or awaited', () => {
  expect(verdict({ period: '2020', value: 16, bound: 'atMost' }, falling)).toMatchObject({
    state: 'met',
    judged: { value: 16 },
  })
  expect(verdict({ period: '2020', value: 15.9, bound: 'atMost' }, falling)).toMatchObject({
    state: 'missed',
    lacking: 0,
  })
  expect(verdict({ period: '2020-Q2', value: 5 }, falling).state).toBe('awaited')
  expect(verdict({ period: '2015', value: 5 }, [])).toMatchObject({ state: 'awaited', latest: undefined })
})

test('the last day of the period still belongs to it', () => {
  const points = series(2025, [11])
  expect(verdict({ period: '2026-11-23', value: 12 }, points).state).toBe('unknown')
  expect(verdict({ period: '2026-11-22', value: 12 }, points).state).toBe('awaited')
})

test('of a period to come: the pace reaches it with the whole interval, with the line alone, or not', () => {
  expect(verdict({ period: '2030', value: 6, bound: 'atMost' }, falling)).toMatchObject({
    ...{ state: 'onPace', lacking: 5, reachedIn: 2030, projected: { value: 6, low: 6, high: 6 } },
  })
  expect(verdict({ period: '2030', value: 5, bound: 'atMost' }, falling)).toMatchObject({
    state: 'offPace',
    reachedIn: 2031,
  })
  const rough = series(2016, [20, 18, 19, 16, 17, 14, 15, 13, 11, 12])
  expect(verdict({ period: '2030', value: 7.5, bound: 'atMost' }, rough).state).toBe('mayReach')
})

test('a target that the pace leads away from has no year; one that is reached may be lost again', () => {
  expect(verdict({ period: '2030', value: 25, bound: 'atLeast' }, falling)).toMatchObject({
    state: 'offPace',
    reachedIn: null,
  })
  expect(verdict({ period: '2030', value: 10, bound: 'atLeast' }, falling)).toMatchObject({
    state: 'losing',
    lacking: 0,
  })
  expect(verdict({ period: '2030', value: 12, bound: 'atMost' }, falling).state).toBe('reached')
})

test('one year of data and a constant series: no pace, and a pace of zero', () => {
  expect(verdict({ period: '2030', value: 12 }, series(2025, [11]))).toMatchObject({ state: 'unknown', lacking: 1 })
  const flat = series(2016, Array<number>(10).fill(11))
  expect(verdict({ period: '2030', value: 12 }, flat)).toMatchObject({ state: 'offPace', reachedIn: null })
  expect(verdict({ period: '2030', value: 11 }, flat).state).toBe('reached')
})

test('without a date there is a distance and a year, and no verdict on the pace', () => {
  expect(verdict({ value: 5, bound: 'atMost' }, falling)).toMatchObject({
    state: 'toReach',
    lacking: 6,
    reachedIn: 2031,
  })
  expect(verdict({ value: 12, bound: 'atMost' }, falling)).toMatchObject({ state: 'reached' })
})

test('projections stay within what is possible, and units that no longer fit are said', () => {
  expect(verdict({ period: '2050', value: 1, bound: 'atMost' }, falling, { min: 0 }).projected).toMatchObject({
    value: 0,
    low: 0,
  })
  expect(verdict({ unit: 'km' }, falling)).toMatchObject({ state: 'unfit' })
})
