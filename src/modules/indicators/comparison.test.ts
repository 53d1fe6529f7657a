/** Who stands where: the same period for all, ties together, and no place for what cannot be compared. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commonPeriod, compareLine, positionsOf } from './comparison.ts'

const points = (values: Record<string, number | null>) =>
  Object.entries(values).map(([period, value]) => ({
    ...{ period, value, seq: 1, status: value === null ? ('M' as const) : ('A' as const) },
  }))
const series = (areas: Record<string, Record<string, number | null>>) =>
  Object.entries(areas).map(([area, values]) => ({ area, points: points(values) }))

test('the common period is the newest that half of the areas have, and the first of them', () => {
  const most = series({ own: { 2022: 1 }, a: { 2022: 1, 2023: 1 }, b: { 2022: 1, 2023: 1 }, c: { 2024: 1 } })
  expect(commonPeriod(most, 'own')).toBe('2022')
  expect(commonPeriod(most, 'a')).toBe('2023')
  expect(commonPeriod(most, 'elsewhere')).toBe('2023')
  expect(commonPeriod(series({ own: { 2022: null }, a: { 2023: 1 } }), 'own')).toBe('2023')
  expect(commonPeriod(series({ own: { 2010: 1 }, a: { 2023: 1 }, b: { 2023: 1 } }), 'own')).toBe('2010')
  expect(commonPeriod([], 'own')).toBeUndefined()
})

test('years stand beside years, though months are newer', () => {
  const mixed = series({ own: { 2022: 1, '2023-M05': 1 }, a: { 2022: 1, '2023-M05': 1 } })
  expect(commonPeriod(mixed, 'own')).toBe('2022')
})

const all = ['a', 'b', 'c', 'd', 'e']
const figures = (values: number[]) => values.map((value, i) => ({ area: all[i]!, value }))

test('ties share a place, less can be better, and too few are no comparison', () => {
  const ranks = (values: number[], direction: 'higher' | 'lower') =>
    [...positionsOf(figures(values), direction)].map(([area, { rank }]) => `${area}${rank}`).sort()
  expect(ranks([10, 20, 20, 30, 40], 'lower')).toEqual(['a1', 'b2', 'c2', 'd4', 'e5'])
  expect(ranks([10, 20, 20, 30, 40], 'higher')).toEqual(['a5', 'b3', 'c3', 'd2', 'e1'])
  expect(positionsOf(figures([1, 2, 3, 4]), 'higher').size).toBe(0)
})

test('where all are equal, all are first and none stands out', () => {
  expect([...positionsOf(figures([7, 7, 7, 7, 7]), 'higher').values()]).toEqual(
    Array.from({ length: 5 }, () => ({ rank: 1, fifth: 3 })),
  )
})

test('a better figure never has a worse place; the order in which areas come changes nothing', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e100, max: 1e100 }), { minLength: 5, maxLength: 40 })
  fc.assert(
    fc.property(values, fc.constantFrom('higher' as const, 'lower' as const, 'context' as const), (list, direction) => {
      const own = list.map((value, i) => ({ area: `${i}`, value }))
      const found = positionsOf(own, direction)
      const reversed = positionsOf(own.toReversed(), direction)
      for (const a of own) {
        const at = found.get(a.area)!
        expect(reversed.get(a.area)).toEqual(at)
        const ahead = own.filter(({ value }) => (direction === 'lower' ? value < a.value : value > a.value))
        expect(at.rank).toBe(1 + ahead.length)
        expect(ahead.every(({ area }) => found.get(area)!.fifth <= at.fifth)).toBe(true)
      }
    }),
  )
})

const asked = { areas: all, among: all, direction: 'higher' as const }

test('what lacks the common period shows its own latest figure, without a place', () => {
  const known = new Map(
    series({ a: { 2023: 1 }, b: { 2023: 2 }, c: { 2023: 3 }, d: { 2023: 4 }, e: { 2021: 9, 2023: null } }).map(
      ({ area, points }) => [area, points],
    ),
  )
  known.set('f', points({ 2023: 5 }))
  const line = compareLine(known, { ...asked, among: [...all, 'f'] })
  expect(line).toMatchObject({ period: '2023', n: 5 })
  expect(line.cells.map(({ period, value, rank }) => [period, value, rank])).toEqual([
    ['2023', 1, 5],
    ['2023', 2, 4],
    ['2023', 3, 3],
    ['2023', 4, 2],
    ['2021', 9, undefined],
  ])
  expect(compareLine(known, { ...asked, period: '2023' }).cells[4]).toMatchObject({ value: null, status: 'M' })
  expect(compareLine(known, { ...asked, period: '1999' }).cells[0]).toEqual({
    ...{ area: 'a', period: '1999', value: null, status: 'M' },
  })
  known.set('f', points({ 2023: 1e300 }))
  expect(compareLine(known, { ...asked, among: [...all, 'f'] }).n).toBe(4)
  expect(compareLine(new Map(), asked)).toMatchObject({ period: undefined, n: 0 })
})
