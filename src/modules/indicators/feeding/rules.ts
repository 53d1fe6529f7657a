/** What a feed made, as a file of figures: one row for each, with how it came about beside it. Pure. */
import type { FeedPeriod } from '#infrastructure'
import type { CsvCell } from '#tables'

export const COLUMNS = [
  ...(['area', 'measure', 'period', 'value', 'unit', 'status', 'reason', 'note'] as const),
  ...(['complete', 'readings', 'series', 'from', 'to', 'revision', 'fingerprint'] as const),
]

/** A figure that does not count is missing, and says why. */
export function cellsOf({ measure, unit }: { measure: string; unit: string }, one: FeedPeriod): CsvCell[] {
  const { area, period, value, lack, complete, readings, series, revision, fingerprint } = one
  const counted = series.filter((part) => part.value !== null)
  const missing = value === null
  return [
    ...[area, measure, period, value, unit],
    ...(missing ? ['M', 'notAvailable', lack ?? ''] : ['A', null, null]),
    ...[Math.floor(complete * 10_000) / 10_000, readings, missing ? series.length : counted.length],
    ...[series[0]?.from ?? null, series[0]?.to ?? null, revision, fingerprint],
  ]
}
