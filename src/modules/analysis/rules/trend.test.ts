/** A trend is told of what can be read as one series, in a word that knows which way is better. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indicator, parameters } from '../testing.ts'
import { breaksOf, lastPart, pointsOf, type Point } from './series.ts'
import { trendOf, yearOnYear } from './trend.ts'

const settings = parameters()
const higher = { direction: 'higher', unit: '%' } as const
const year = (first: number, values: number[], status: Point['status'] = 'A'): Point[] =>
  values.map((value, i) => ({ period: `${first + i}`, value, status }))
const word = (
  points: Point[],
  direction: 'higher' | 'lower' | 'context' = 'higher',
  breaks: string[] = [],
  unit = '%',
) => trendOf(points, breaks, { direction, unit }, settings).word

test('the word respects which way is better', () => {
  const up = year(2019, [1, 2, 3, 4, 5, 6])
  expect([word(up), word(up, 'lower'), word(up, 'context')]).toEqual(['improving', 'worsening', 'rising'])
  expect(word(year(2019, [1, 5, 2, 6, 1, 4]))).toBe('unclear')
})

test('money of its day rises with prices, so it is not judged', () => {
  const up = year(2019, [1, 2, 3, 4, 5, 6])
  for (const unit of ['PLN', 'PLN/m2', 'PLN/person']) expect(word(up, 'higher', [], unit)).toBe('rising')
  for (const unit of ['m2', 'business/(100000 person)', 'ug/m3']) expect(word(up, 'higher', [], unit)).toBe('improving')
})

test('one year of data, and fewer than enough, are too short; a constant series is constant', () => {
  expect(word([])).toBe('short')
  expect(word(year(2025, [7]))).toBe('short')
  expect(word(year(2022, [1, 2, 3, 4]))).toBe('short')
  expect(trendOf(year(2019, [7, 7, 7, 7, 7]), [], higher, settings)).toMatchObject({ word: 'constant', slope: 0, n: 5 })
})

test('nothing is read across a break, whoever states it', () => {
  const fall = [9, 8, 7, 6, 5]
  const rise = [50, 51, 52, 53, 54]
  const points = year(2016, [...fall, ...rise])
  expect(trendOf(points, ['2021'], higher, settings)).toMatchObject({
    ...{ word: 'improving', from: '2021', to: '2025', n: 5, before: 5, since: '2021', slope: 1 },
  })
  const marked = indicator('x', { a: [...fall, ...rise] })
  marked.series.a![5]![2] = 'B'
  const areas = [{ id: 'a', names: marked.names, breaks: ['2018'] }]
  expect(breaksOf(areas, marked, 'a')).toEqual(['2018', '2021'])
  const stated = { ...indicator('x', { a: [1] }), breaks: [{ period: '2020' }, { period: '2019', areas: ['b'] }] }
  expect(breaksOf(areas, stated, 'a')).toEqual(['2018', '2020'])
})

test('a break before the first figure breaks nothing; one between figures begins with the next', () => {
  const points = year(2020, [1, 2, 3])
  expect(lastPart(points, ['2019', '2020'])).toEqual({ points, since: undefined })
  const gap = points.filter(({ period }) => period !== '2021')
  expect(lastPart(gap, ['2021']).points.map(({ period }) => period)).toEqual(['2022'])
})

test('only so many years back; of quarters, those of one season', () => {
  const long = year(
    2000,
    Array.from({ length: 26 }, (_, i) => i),
  )
  expect(trendOf(long, [], higher, settings)).toMatchObject({ from: '2016', to: '2025', n: 10 })
  const quarters = ['2020', '2021', '2022', '2023', '2024'].flatMap((y, i) =>
    ['Q1', 'Q2'].map((q, j): Point => ({ period: `${y}-${q}`, value: i + j * 100, status: 'A' })),
  )
  expect(trendOf(quarters, [], higher, settings)).toMatchObject({ from: '2020-Q2', to: '2024-Q2', n: 5, slope: 1 })
})

test('the change from year to year is not told across a break, nor where the year before is missing', () => {
  const points = year(2023, [5, 7, 6])
  expect(yearOnYear(points, [])).toMatchObject({ kind: 'change', by: -1 })
  expect(yearOnYear(points, ['2025'])).toMatchObject({ kind: 'break', at: '2025' })
  expect(yearOnYear(points.slice(2), [])).toEqual({ kind: 'noFigure', period: '2024' })
  expect(yearOnYear([], [])).toBeUndefined()
})

test('turned upside down, a series tells the opposite', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 5, maxLength: 10 }), (values) => {
      const up = trendOf(year(2010, values), [], higher, settings)
      const down = trendOf(
        year(
          2010,
          values.map((value) => -value),
        ),
        [],
        { direction: 'lower', unit: '%' },
        settings,
      )
      expect(down.word).toBe(up.word)
      expect(down.p).toBe(up.p)
    }),
  )
})

test('points come in order of time whatever the order of the input', () => {
  const mixed = indicator('x', {})
  mixed.series.a = [
    ['2024', 2, 'A'],
    ['2023', 1, 'A'],
  ]
  expect(pointsOf(mixed, 'a').map(({ period }) => period)).toEqual(['2023', '2024'])
})
