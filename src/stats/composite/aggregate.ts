/** From indicators up to the index. */
import { refuse } from './refusals.ts'
import type { Tree } from './structure.ts'
import type { Excluded, Mean, MissingRule } from './types.ts'

/** What takes no part, by node: an aggregate does not where none of its children has weight and takes part. */
export function exclusions({ children, weights }: Tree, indicators: readonly (Excluded | null)[]): (Excluded | null)[] {
  const excluded = [...indicators]
  for (const own of children) {
    const left = own.filter((child) => excluded[child] === null)
    excluded.push(
      left.length === 0 ? excluded[own[0]!]! : left.some((child) => weights[child]! > 0) ? null : 'noWeight',
    )
  }
  if (excluded.at(-1) !== null) throw refuse.nothingLeft()
  return excluded
}

export type Aggregating = {
  readonly tree: Tree
  /** By node, as `exclusions` gives it. */
  readonly excluded: readonly (Excluded | null)[]
  /** By node; the tree's own where nothing is varied. */
  readonly weights: Float64Array
  readonly mean: Mean
  readonly missing: MissingRule
}

/** The scores of the aggregates, children before parents. Under the geometric mean all figures must be positive. */
export function aggregate(normalised: readonly Float64Array[], how: Aggregating): Float64Array[] {
  const { tree, excluded, weights, mean, missing } = how
  const columns = [...normalised]
  const units = normalised[0]!.length
  tree.children.forEach((children, i) => {
    const node = tree.indicators.length + i
    const taking = excluded[node] === null ? children.filter((child) => excluded[child] === null) : []
    const [sum, weight, count] = [new Float64Array(units), new Float64Array(units), new Uint16Array(units)]
    for (const child of taking) add(columns[child]!, weights[child]!, mean, sum, weight, count)
    const least = missing.minShare * taking.length
    for (let unit = 0; unit < units; unit++) {
      const there = weight[unit]! > 0 && count[unit]! >= least
      const score = sum[unit]! / weight[unit]!
      sum[unit] = !there ? NaN : mean === 'geometric' ? Math.exp(score) : score
    }
    columns.push(sum)
  })
  return columns.slice(normalised.length)
}

/** The loop in which sensitivity runs spend their time. */
function add(
  column: Float64Array,
  weight: number,
  mean: Mean,
  sum: Float64Array,
  weights: Float64Array,
  count: Uint16Array,
): void {
  const geometric = mean === 'geometric'
  for (let unit = 0; unit < column.length; unit++) {
    const value = column[unit]!
    if (Number.isNaN(value)) continue
    sum[unit]! += weight * (geometric ? Math.log(value) : value)
    weights[unit]! += weight
    count[unit]!++
  }
}

/** Throws `stats.composite.notPositive`: a geometric mean knows neither zero nor less. */
export function demandPositive(
  normalised: readonly Float64Array[],
  { indicators }: Tree,
  units: readonly string[],
): void {
  normalised.forEach((column, i) => {
    const unit = column.findIndex((value) => value <= 0)
    if (unit >= 0) throw refuse.notPositive({ code: indicators[i]!.code, unit: units[unit]!, found: column[unit]! })
  })
}
