/** Indicators on one scale, where more is better. */
import { percentiles } from '../rank.ts'
import { moments } from '../moments.ts'
import { refuse } from './refusals.ts'
import { alike, present, toColumn } from './table.ts'
import type { Excluded, IndicatorMeta, Normalisation } from './types.ts'

/** Throws `stats.composite.noTarget`. */
export function normalise(
  column: Float64Array,
  { code, direction, target }: IndicatorMeta,
  choice: Normalisation,
): { normalised: Float64Array; excluded: Excluded | null } {
  const values = present(column)
  if (choice.kind === 'target' && (target === null || target === undefined)) throw refuse.noTarget({ node: code })
  if (values.length === 0) return { normalised: column, excluded: 'empty' }
  if (alike(values)) return { normalised: column.map(() => NaN), excluded: 'constant' }
  const good = direction === 1 ? column : column.map((value) => -value)
  return { normalised: scaled(good, choice, direction * (target ?? 0)), excluded: null }
}

function scaled(good: Float64Array, choice: Normalisation, target: number): Float64Array {
  if (choice.kind === 'rank') return Float64Array.from(percentiles(toColumn(good)), (place) => place ?? NaN)
  if (choice.kind === 'zscore') {
    const { mean, sd } = moments(present(good))
    return good.map((value) => choice.mean + (choice.sd * (value - mean)) / sd)
  }
  let worst = Infinity
  let best = -Infinity
  for (const value of good) {
    if (value < worst) worst = value
    if (value > best) best = value
  }
  if (choice.kind === 'minmax') {
    const { low, high } = choice
    return good.map((value) => low + ((high - low) * (value - worst)) / (best - worst))
  }
  // Where even the worst has reached the target, all have.
  return good.map((value) =>
    Number.isNaN(value) ? NaN : value >= target ? 100 : (100 * (value - worst)) / (target - worst),
  )
}
