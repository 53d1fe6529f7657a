/** Mean, quantiles and histogram of a column's numbers, put together from those of its shapes. */
import type { ColumnProfile, Decimal } from '../types.ts'
import { COMMA_EITHER, POINT_EITHER, UNIT } from './codes.ts'
import type { Decision } from './decide.ts'
import type { Found } from './tally.ts'

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]
const BINS = 20
const THOUSAND = 1000

export type Merged = { count: number; sum: number; min: number; max: number; pairs: [value: number, count: number][] }

/** The numbers of the shapes that fit. One that may be read in two ways was read as a decimal. */
export function mergedSum({ sums }: Found, { fits }: Decision, mark: Decimal | undefined): Merged | undefined {
  const merged: Merged = { count: 0, sum: 0, min: Infinity, max: -Infinity, pairs: [] }
  for (const shape of fits) {
    const one = sums[shape]
    if (!one) continue
    const bare = shape % UNIT
    const factor = (bare === COMMA_EITHER && mark === '.') || (bare === POINT_EITHER && mark === ',') ? THOUSAND : 1
    merged.count += one.count
    merged.sum += one.sum * factor
    merged.min = Math.min(merged.min, one.min * factor)
    merged.max = Math.max(merged.max, one.max * factor)
    for (const value of one.kept.values) merged.pairs.push([value * factor, one.kept.each])
  }
  merged.pairs.sort((a, b) => a[0] - b[0])
  return merged.count > 0 ? merged : undefined
}

export function figuresOf(merged: Merged | undefined): Pick<ColumnProfile, 'mean' | 'quantiles' | 'histogram'> {
  if (!merged) return {}
  const { min, max, count, sum, pairs } = merged
  const within = (value: number) => Math.min(max, Math.max(min, value))
  const quantiles = SHARES.map((share) => {
    let before = 0
    const at = pairs.find(([, times]) => (before += times) >= share * count)
    return { share, value: within(at?.[0] ?? max) }
  })
  return { mean: sum / count, quantiles, histogram: histogramOf(merged, within) }
}

function histogramOf({ min, max, pairs }: Merged, within: (value: number) => number): ColumnProfile['histogram'] {
  if (min === max) return [{ from: min, to: max, count: pairs.reduce((sum, [, count]) => sum + count, 0) }]
  const width = (max - min) / BINS
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: min + i * width, to: i === BINS - 1 ? max : min + (i + 1) * width, count: 0 })) // prettier-ignore
  for (const [value, count] of pairs)
    bins[Math.min(BINS - 1, Math.floor((within(value) - min) / width))]!.count += count
  return bins
}
