/** What pages say about a series. */
import { expect, test } from 'vitest'
import { changeSince, headline, latestOf, rankOf } from './series.ts'

const points = (values: (number | null)[]) =>
  values.map((value, i) => ({
    period: `${2020 + i}`,
    value,
    status: value === null ? ('M' as const) : ('A' as const),
    seq: 1,
  }))

test('the latest figure is the last that there is, and its change is from the one before', () => {
  expect(latestOf(points([1, 2, null]))?.period).toBe('2021')
  expect(latestOf(points([null]))).toBeUndefined()
  expect(headline(points([5, null, 7, null]))).toMatchObject({
    value: 7,
    period: '2022',
    previous: { value: 5, period: '2020' },
  })
  expect(headline([])).toMatchObject({ value: null, previous: undefined, series: [] })
})

test('the best is first, ties share a place, and too few say nothing', () => {
  const all = [10, 20, 20, 30, 30].map((value, i) => ({ area: `a${i}`, points: points([value]) }))
  expect(rankOf(all, 'a1', '2020', 'lower')).toEqual({ rank: 2, n: 5 })
  expect(rankOf(all, 'a2', '2020', 'higher')).toEqual({ rank: 3, n: 5 })
  expect(rankOf(all, 'a3', '2020', 'context')).toEqual({ rank: 1, n: 5 })
  expect(rankOf(all, 'a1', '2021', 'lower')).toBeUndefined()
  expect(rankOf(all.slice(0, 4), 'a1', '2020', 'lower')).toBeUndefined()
})

test('a change from nothing is not a share', () => {
  expect(changeSince(points([20, 15]))?.share).toBe(-0.25)
  expect(changeSince(points([0, 15]))).toBeUndefined()
  expect(changeSince(points([3]))).toBeUndefined()
})
