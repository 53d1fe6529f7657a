/** A chart tells what was measured: gaps stay gaps, breaks are marked, labels never cover each other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread, wrap } from './labels.ts'
import { lineChart, type LineChart } from './line.ts'
import { yearsOf, yearTicks } from './time.ts'

const years = (values: (number | null)[], from = 2010) =>
  values.map((value, i) => ({ period: `${from + i}`, value, status: value === null ? ('M' as const) : ('A' as const) }))
const chart: LineChart = {
  title: 'PM2,5',
  description: 'a <b>trend</b>',
  series: [
    { id: 'own', label: 'Own city', role: 'own', points: years([20, 18, null, 17, 15]) },
    { id: 'other', label: 'Other', role: 'chosen', points: years([30, 29, 28, 27, 26]) },
    { id: 'peer', label: 'Peer', role: 'peer', points: years([10, 11, 12, 13, 14]) },
  ],
  thresholds: [{ value: 5, label: 'WHO' }],
  breaks: [],
  breakLabel: 'break in series',
  number: String,
  tick: String,
}

test('the city, those chosen and the limits are named; peers are not', () => {
  const svg = lineChart(chart, 'wide')
  for (const text of ['Own city 15', 'Other 26', 'WHO: 5']) expect(svg).toContain(text)
  expect(svg).not.toContain('Peer')
  expect(svg).not.toContain('<style')
  expect(svg).toContain('a &lt;b&gt;trend&lt;/b&gt;')
})

test('a missing year cuts the line; a break cuts it and leaves a mark', () => {
  expect(lineChart(chart, 'wide')).not.toContain('break in series')
  const whole = { ...chart, series: [{ ...chart.series[0]!, points: years([1, 2, 3]) }] }
  expect(lineChart(whole, 'narrow')).not.toContain('break in series')
  expect(lineChart({ ...whole, breaks: ['2011'] }, 'narrow')).toContain('break in series')
})

test('a limit of the future is not drawn', () => {
  const thresholds = [{ value: 10, label: 'Limit', from: '2030' }]
  expect(lineChart({ ...chart, thresholds }, 'wide')).not.toContain('Limit')
})

test('nothing to draw is an empty text', () => {
  expect(lineChart({ ...chart, series: [] }, 'wide')).toBe('')
})

test('labels keep their order, do not overlap and stay inside', () => {
  const label = fc.record({
    y: fc.double({ min: -50, max: 500, noNaN: true }),
    lines: fc.array(fc.constant('x'), { minLength: 1, maxLength: 3 }),
    priority: fc.nat(3),
    colour: fc.constant('black'),
  })
  fc.assert(
    fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
      const placed = spread(labels, 16, 0, 400)
      for (const [i, one] of placed.entries()) {
        expect(one.at).toBeGreaterThanOrEqual(-1e-6)
        expect(one.at + one.lines.length * 16).toBeLessThanOrEqual((placed[i + 1]?.at ?? 400) + 1e-6)
      }
    }),
  )
})

test('periods stand in time, and the last year is always named', () => {
  const periods = ['2023', '2023-Q2', '2023-S2', '2023-M12', '2024']
  const places = periods.map(yearsOf)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(yearTicks(2009, 2023, 6)).toEqual([2011, 2014, 2017, 2020, 2023])
  expect(yearTicks(2020, 2020, 6)).toEqual([2020])
})

test('long labels are cut between words', () => {
  expect(wrap('WHO guideline from 2021: 5', 12)).toEqual(['WHO', 'guideline', 'from 2021: 5'])
})
