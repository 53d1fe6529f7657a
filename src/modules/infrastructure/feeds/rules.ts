/** From rollups to figures: which periods there are, what one series says of one, what several say together. Pure. */
import { fingerprintOf } from '#governance'
import { dayAfter, daysFrom, type Zone } from '#stats'
import { refuse } from './refusals.ts'
import type { Bucket, Feed, FeedPeriod, Grain, Lack, SeriesPart } from './types.ts'

export { refuse }

const HOUR_MS = 3_600_000
/** A share that is computed may miss what it is by so much. */
const NEAR = 1e-9

/** '2025', '2025-M03' or '2025-03-01': the period of a day. */
export function periodOf(grain: Grain, day: string): string {
  const [year, month] = day.split('-')
  return grain === 'day' ? day : grain === 'year' ? year! : `${year}-M${month}`
}

/** The first day of the period, and the one after its last. */
export function daysOfPeriod(period: string): { from: string; to: string } {
  const [year, rest = '', day] = period.split('-')
  if (day) return { from: period, to: dayAfter(period) }
  if (!rest) return { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` }
  const month = Number(rest.slice(1))
  const next = new Date(Date.UTC(Number(year), month, 1)).toISOString().slice(0, 10)
  return { from: `${year}-${rest.slice(1)}-01`, to: next }
}

export type Span = { period: string; from: Date; to: Date; buckets: number; before: Date }

/** When the period begins and ends where the city is, how many hours or days it has, and when the one before them begins. */
export function spanOf(period: string, bucket: 'hour' | 'day', zone: Zone): Span {
  const days = daysOfPeriod(period)
  const [from, to] = [zone.startOf(days.from), zone.startOf(days.to)]
  const isDay = bucket === 'day'
  return {
    ...{ period, from: new Date(from), to: new Date(to) },
    buckets: isDay ? daysFrom(days.from, days.to) : Math.round((to - from) / HOUR_MS),
    before: new Date(isDay ? zone.startOf(dayAfter(days.from, -1)) : from - HOUR_MS),
  }
}

/** Closed so many days ago that what was late has come. */
export const isClosed = ({ to }: Pick<Span, 'to'>, waitDays: number, now: Date): boolean =>
  to.getTime() + waitDays * 24 * HOUR_MS <= now.getTime()

type Rule = Pick<Feed, 'aggregate' | 'completeness'>

/** What a series says of a period, by its buckets from `before` on, in the order of time. */
export function partOf(feed: Rule, entityId: string, span: Span, buckets: readonly Bucket[]): SeriesPart {
  const { least, share } = feed.completeness
  const inside = buckets.filter(({ start }) => start >= span.from && start < span.to)
  const counted = inside.filter(({ count }) => count >= least)
  const complete = counted.length / span.buckets
  const readings = inside.reduce((sum, { count }) => sum + count, 0)
  const about = {
    ...{ entityId, complete, readings, from: span.from.toISOString(), to: span.to.toISOString() },
    fingerprint: fingerprintOf(buckets.map(({ start, ...numbers }) => ({ start: start.toISOString(), ...numbers }))),
  }
  const lacking = (lack: Lack): SeriesPart => ({ ...about, value: null, lack })
  if (readings === 0) return lacking('noReadings')
  if (complete + NEAR < share) return lacking('tooFew')
  const found = valueOf(feed, inside, counted, buckets.findLast(({ start }) => start >= span.before && start < span.from), span) // prettier-ignore
  return typeof found === 'number' ? { ...about, value: found } : lacking(found)
}

function valueOf(
  { aggregate }: Rule,
  inside: readonly Bucket[],
  counted: readonly Bucket[],
  before: Bucket | undefined,
  span: Span,
): number | Lack {
  const each = (of: 'mean' | 'sum' | 'min' | 'max', from = inside) => from.map((bucket) => bucket[of])
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  switch (aggregate) {
    case 'mean':
      // Every hour, or day, weighs the same, however often was read in it.
      return sum(each('mean', counted as Bucket[])) / counted.length
    case 'sum':
      return sum(each('sum'))
    case 'count':
      return sum(inside.map(({ count }) => count))
    case 'min':
      return each('min').reduce((least, one) => Math.min(least, one), Infinity)
    case 'max':
      return each('max').reduce((most, one) => Math.max(most, one), -Infinity)
    case 'difference':
      return differenceOf(inside, before, span)
  }
}

/** What a counter shows at the end less what it showed at the beginning; where it fell, it was replaced or rolled over. */
function differenceOf(inside: readonly Bucket[], before: Bucket | undefined, span: Span): number | Lack {
  if (!before) return 'noStart'
  const length_ms = (span.to.getTime() - span.from.getTime()) / span.buckets
  if (span.to.getTime() - inside.at(-1)!.start.getTime() > 1.5 * length_ms) return 'noEnd'
  let last = before.last
  for (const bucket of inside) {
    if (bucket.min < last || bucket.max > bucket.last) return 'meterFell'
    last = bucket.last
  }
  return last - before.last
}

/** What the series of one area say together. Undefined where nothing was read of any. */
export function joined(
  across: Feed['across'],
  parts: readonly SeriesPart[],
): Pick<FeedPeriod, 'value' | 'lack' | 'complete' | 'readings' | 'series' | 'fingerprint'> | undefined {
  if (!parts.some(({ readings }) => readings > 0)) return undefined
  const whole = parts.filter(({ value }) => value !== null)
  const lacking = parts.find(({ value }) => value === null)
  const isFit = across === 'mean' ? whole.length > 0 : !lacking
  const counted = isFit ? whole : parts
  const readings = parts.reduce((sum, part) => sum + part.readings, 0)
  return {
    value: isFit ? together(across, whole.map(({ value }) => value!)) : null, // prettier-ignore
    ...(!isFit && { lack: lacking!.lack! }),
    complete: counted.reduce((least, part) => Math.min(least, part.complete), 1),
    ...{ readings, series: [...parts], fingerprint: fingerprintOf(parts.map(({ fingerprint }) => fingerprint)) },
  }
}

function together(across: Feed['across'], values: readonly number[]): number {
  const sum = values.reduce((all, one) => all + one, 0)
  if (across === 'sum') return sum
  if (across === 'mean') return sum / values.length
  return across === 'min' ? Math.min(...values) : Math.max(...values)
}
