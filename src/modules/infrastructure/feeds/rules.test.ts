/** From rollups to figures: days of 23 and 25 hours, too few readings, counters that fall, and what several series say together. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { zoneOf } from '#stats'
import { daysOfPeriod, isClosed, joined, partOf, periodOf, spanOf, type Span } from './rules.ts'
import type { Bucket, Feed } from './types.ts'

const warsaw = zoneOf('Europe/Warsaw')
const HOUR_MS = 3_600_000
const rule = (aggregate: Feed['aggregate'], bucket: 'hour' | 'day' = 'day', share = 0.75, least = 1) => ({
  aggregate,
  completeness: { bucket, share, least, rule: said, source: { names: said }, unverified: false },
})
const said = { pl: '-', en: '-', uk: '-' }
const flat = (start: Date, value: number, count = 1): Bucket => ({ start, count, min: value, max: value, mean: value, sum: value * count, last: value }) // prettier-ignore
/** The beginnings of every hour, or day, from the one before the span to its end. */
function starts(span: Span, bucket: 'hour' | 'day'): Date[] {
  if (bucket === 'hour')
    return Array.from({ length: span.buckets + 1 }, (_, i) => new Date(span.before.getTime() + i * HOUR_MS))
  const days = [warsaw.dayOf(span.before.getTime())]
  while (days.length <= span.buckets) days.push(warsaw.dayOf(warsaw.startOf(days.at(-1)!) + 36 * HOUR_MS))
  return days.map((day) => new Date(warsaw.startOf(day)))
}
const part = (feed: ReturnType<typeof rule>, span: Span, buckets: Bucket[]) => partOf(feed, 'urn:x:1', span, buckets)

test('a day has 23 hours when the clock is put on, 25 when it is put back, and a year has all its hours', () => {
  expect(spanOf('2026-03-29', 'hour', warsaw).buckets).toBe(23)
  expect(spanOf('2026-10-25', 'hour', warsaw).buckets).toBe(25)
  expect(spanOf('2026', 'hour', warsaw).buckets).toBe(8760)
  expect(spanOf('2028-M02', 'day', warsaw).buckets).toBe(29)
  expect(spanOf('2026-M10', 'day', warsaw)).toMatchObject({ buckets: 31, from: new Date('2026-09-30T22:00:00Z'), to: new Date('2026-10-31T23:00:00Z') }) // prettier-ignore
})

test('periods follow one another without a gap, and every day is in the period that is its own', () => {
  const days = fc.date({ min: new Date('2016-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.constantFrom('day' as const, 'month' as const, 'year' as const), (at, grain) => {
      const day = at.toISOString().slice(0, 10)
      const { from, to } = daysOfPeriod(periodOf(grain, day))
      expect(from <= day && day < to).toBe(true)
      expect(periodOf(grain, from)).toBe(periodOf(grain, day))
      expect(periodOf(grain, to)).not.toBe(periodOf(grain, day))
      const span = spanOf(periodOf(grain, day), 'hour', warsaw)
      expect(spanOf(periodOf(grain, to), 'hour', warsaw).from).toEqual(span.to)
      expect(span.to.getTime() - span.from.getTime()).toBe(span.buckets * HOUR_MS)
    }),
  )
})

test('a figure counts exactly where the share of hours or days is reached, on days of any length', () => {
  const periods = fc.constantFrom('2026-03-29', '2026-10-25', '2026-07-01', '2026-M03', '2026-M10', '2026-M02')
  fc.assert(
    fc.property(
      periods,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.infiniteStream(fc.boolean()),
      (period, share, there) => {
        const span = spanOf(period, 'hour', warsaw)
        const buckets = starts(span, 'hour').slice(1).filter(() => there.next().value).map((start) => flat(start, 7, 3)) // prettier-ignore
        const found = part(rule('mean', 'hour', share), span, buckets)
        expect(found.complete).toBeCloseTo(buckets.length / span.buckets, 12)
        expect(found.readings).toBe(3 * buckets.length)
        if (buckets.length === 0) expect(found.lack).toBe('noReadings')
        else if (buckets.length + 1e-6 < share * span.buckets)
          expect(found).toMatchObject({ value: null, lack: 'tooFew' })
        else if (buckets.length > share * span.buckets + 1e-6) expect(found.value).toBeCloseTo(7, 9)
      },
    ),
    { numRuns: 60 },
  )
})

test('hours weigh the same in a mean, however often was read; an hour with too few readings does not count', () => {
  const span = spanOf('2026-07-01', 'hour', warsaw)
  const buckets = starts(span, 'hour').slice(1).map((start, i) => flat(start, i < 12 ? 10 : 20, i < 12 ? 1 : 60)) // prettier-ignore
  expect(part(rule('mean', 'hour'), span, buckets).value).toBe(15)
  expect(part(rule('mean', 'hour', 0.75, 30), span, buckets)).toMatchObject({ value: null, lack: 'tooFew', complete: 0.5 }) // prettier-ignore
})

test('the sum of a counter’s days is the difference of its month, and of a quarter’s months', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(steps, (used) => {
      const span = spanOf('2026-M10', 'day', warsaw)
      let state = 500
      const buckets = starts(span, 'day').map((start, i): Bucket => {
        const min = state
        state += i === 0 ? 0 : used[i]!
        return { start, count: 2, min, max: state, mean: (min + state) / 2, sum: min + state, last: state }
      })
      const month = part(rule('difference'), span, buckets).value
      expect(month).toBe(used.slice(1).reduce((sum, one) => sum + one, 0))
      const days = buckets.slice(1).map(({ start }) => {
        const day = spanOf(warsaw.dayOf(start.getTime()), 'day', warsaw)
        return part(rule('difference'), day, buckets.filter(({ start: at }) => at >= day.before && at < day.to)).value! // prettier-ignore
      })
      expect(days.reduce((sum, one) => sum + one, 0)).toBe(month)
    }),
    { numRuns: 40 },
  )
})

test('a counter without a beginning, without an end, or that fell, gives no difference', () => {
  const span = spanOf('2026-M10', 'day', warsaw)
  const all = starts(span, 'day').map((start, i) => flat(start, i * 10))
  expect(part(rule('difference'), span, all).value).toBe(310)
  expect(part(rule('difference'), span, all.slice(1)).lack).toBe('noStart')
  expect(part(rule('difference'), span, all.slice(0, -1)).lack).toBe('noEnd')
  const replaced = all.map((one, i) => (i < 15 ? one : flat(one.start, i)))
  expect(part(rule('difference'), span, replaced).lack).toBe('meterFell')
  const within = all.with(9, { ...all[9]!, max: 5_000 })
  expect(part(rule('difference'), span, within).lack).toBe('meterFell')
})

test('a sum needs every series, a mean those that are complete', () => {
  const span = spanOf('2026-07-01', 'hour', warsaw)
  const of = (entityId: string, value: number, hours: number) =>
    partOf(rule('mean', 'hour'), entityId, span, starts(span, 'hour').slice(1, 1 + hours).map((start) => flat(start, value))) // prettier-ignore
  const [a, b, gap, none] = [of('a', 10, 24), of('b', 20, 20), of('c', 90, 3), of('d', 0, 0)]
  expect(joined('mean', [a, b, gap, none])).toMatchObject({ value: 15, complete: 20 / 24, readings: 47 })
  expect(joined('sum', [a, b])).toMatchObject({ value: 30 })
  expect(joined('sum', [a, b, gap])).toMatchObject({ value: null, lack: 'tooFew' })
  expect(joined('sum', [a, none])).toMatchObject({ value: null, lack: 'noReadings' })
  expect(joined('mean', [gap])).toMatchObject({ value: null, lack: 'tooFew', complete: 3 / 24 })
  expect(joined('mean', [none])).toBeUndefined()
  expect(joined('mean', [a])!.fingerprint).not.toBe(joined('mean', [b])!.fingerprint)
})

test('a period is taken so many days after its end', () => {
  const span = spanOf('2026-M10', 'day', warsaw)
  expect(isClosed(span, 1, new Date('2026-11-01T22:59:59Z'))).toBe(false)
  expect(isClosed(span, 1, new Date('2026-11-01T23:00:00Z'))).toBe(true)
})
