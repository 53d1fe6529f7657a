/** What pages say about a series. */
import { expect, test } from 'vitest'
import { changeSince, headline, latestOf } from './series.ts'

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

test('a change from nothing is not a share', () => {
  expect(changeSince(points([20, 15]))?.share).toBe(-0.25)
  expect(changeSince(points([0, 15]))).toBeUndefined()
  expect(changeSince(points([3]))).toBeUndefined()
})
