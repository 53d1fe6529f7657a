/** What is wrong is marked, what is usual is not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksIn, median, ruleFor } from './rules.ts'
import type { Observed } from './types.ts'

const START_MS = Date.parse('2026-11-01T00:00:00Z')
const MINUTE_MS = 60_000
const at = (minute: number): Date => new Date(START_MS + minute * MINUTE_MS)
const observed = (minute: number, value: number | null, receivedAt = at(minute)): Observed => ({ at: at(minute), receivedAt, value }) // prettier-ignore
/** A day of readings ten minutes apart that go up and down. */
const day = (change: (i: number, value: number) => number | undefined = (_, value) => value): Observed[] =>
  Array.from({ length: 144 }, (_, i) => change(i, 10 + 5 * Math.sin(i / 12)))
    .map((value, i) => (value === undefined ? undefined : observed(i * 10, value)))
    .filter((one) => one !== undefined)
const marks = (readings: Observed[], attribute = 'https://smartdatamodels.org/temperature') =>
  marksIn(readings, ruleFor(attribute)).map(({ kind, from, to }) => [kind, (from.getTime() - START_MS) / MINUTE_MS, (to.getTime() - START_MS) / MINUTE_MS]) // prettier-ignore

test('an even day has no marks', () => {
  expect(marks(day())).toEqual([])
  expect(marks([])).toEqual([])
})

test('a gap is longer than five usual steps', () => {
  expect(marks(day((i, value) => (i > 50 && i < 56 ? undefined : value)))).toEqual([['gap', 500, 560]])
  expect(marks(day((i, value) => (i > 50 && i < 55 ? undefined : value)))).toEqual([])
})

test('a value that stays where it should vary is stuck; a meter may stand still', () => {
  const still = day((i, value) => (i >= 40 && i < 80 ? 12.5 : value))
  expect(marks(still)).toEqual([['stuck', 400, 790]])
  expect(marks(still, 'https://smartdatamodels.org/waterConsumption')).toEqual([])
  expect(marks(day((i, value) => (i >= 40 && i < 70 ? 12.5 : value)))).toEqual([])
})

test('what cannot be is out of range, what is unlike all before it an outlier, and neither judges the next', () => {
  expect(marks(day((i, value) => (i === 100 ? 999 : value)))).toEqual([['range', 1000, 1000]])
  expect(marks(day((i, value) => (i === 100 ? -55 : value)))).toEqual([['outlier', 1000, 1000]])
})

test('the power of what is switched on and off jumps by its nature', () => {
  const night = day((i) => (i % 72 < 36 ? 0.02 : 1.48))
  expect(marks(night, 'https://smartdatamodels.org/dataModel.Streetlighting/totalActivePower')).toEqual([])
})

test('a clock that is ahead is marked, a late one too, but not what somebody brought in together', () => {
  const now = at(1440)
  expect(marks([observed(1500, 10, now)])).toEqual([['clock', 1500, 1500]])
  const old = -400 * 1440
  expect(marks([observed(old, 10, now), ...day()]).map(([kind]) => kind)).toEqual(['gap', 'clock'])
  const brought = Array.from({ length: 50 }, (_, i) => observed(old + i, 10 + (i % 7), now))
  expect(marks(brought)).toEqual([])
})

test('marks lie within the readings, in order, and no reading is marked twice by one rule', () => {
  const value = fc.oneof(fc.double({ min: -1e300, max: 1e300, noNaN: true }), fc.constant(null), fc.integer({ min: 0, max: 5 })) // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), value), { maxLength: 200 }), (raw) => {
      const readings = [...new Map(raw.map(([minute, one]) => [minute, observed(minute, one)])).values()].sort((a, b) => +a.at - +b.at) // prettier-ignore
      const found = marksIn(readings, ruleFor('https://smartdatamodels.org/temperature'))
      const times = new Set(readings.map((one) => +one.at))
      expect(found.every(({ from, to }) => times.has(+from) && times.has(+to) && from <= to)).toBe(true)
      expect(found.every(({ detail }) => Object.values(detail).every(Number.isFinite))).toBe(true)
      expect(new Set(found.map(({ kind, from }) => `${kind} ${+from}`)).size).toBe(found.length)
    }),
  )
})

test('the median is the middle one', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
})
