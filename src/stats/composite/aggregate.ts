/** From indicators up to the index. */
import { refuse } from './refusals.ts'
import type { Tree } from './structure.ts'
import type { Excluded, Mean, MissingRule } from './types.ts'

/** What takes no part, by node: an aggregate does not where none of its children has weight and takes part; the index is last. */
export function exclusions({ children, weights }: Tree, indicators: readonly (Excluded | null)[]): (Excluded | null)[] {
  const excluded = [...indicators]
  for (const own of children) {
    const left = own.filter((child) => excluded[child] === null)
    excluded.push(
      left.length === 0 ? excluded[own[0]!]! : left.some((child) => weights[child]! > 0) ? null : 'noWeight',
    )
  }
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
  if (how.mean === 'arithmetic') return weightedMeans(normalised, how)
  // At every level alike, so once into logarithms and once back.
  const logarithms = normalised.map((column) => column.map(Math.log))
  return weightedMeans(logarithms, how).map((column) => column.map(Math.exp))
}

export function weightedMeans(
  columns: readonly Float64Array[],
  { tree, excluded, weights, missing }: Omit<Aggregating, 'mean'>,
): Float64Array[] {
  const all = [...columns]
  const units = columns[0]!.length
  const weight = new Float64Array(units)
  const count = new Uint16Array(units)
  tree.children.forEach((children, i) => {
    const node = tree.indicators.length + i
    const taking = excluded[node] === null ? children.filter((child) => excluded[child] === null) : []
    const sum = new Float64Array(units)
    weight.fill(0)
    count.fill(0)
    for (const child of taking) add(all[child]!, weights[child]!, sum, weight, count)
    for (let unit = 0; unit < units; unit++)
      sum[unit] =
        weight[unit]! > 0 && count[unit]! / taking.length >= missing.minShare ? sum[unit]! / weight[unit]! : NaN
    all.push(sum)
  })
  return all.slice(columns.length)
}

/** The loop in which sensitivity runs spend their time. */
function add(column: Float64Array, weight: number, sum: Float64Array, weights: Float64Array, count: Uint16Array): void {
  for (let unit = 0; unit < column.length; unit++) {
    const value = column[unit]!
    if (Number.isNaN(value)) continue
    sum[unit] = sum[unit]! + weight * value
    weights[unit] = weights[unit]! + weight
    count[unit] = count[unit]! + 1
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
    if (unit >= 0) throw refuse.notPositive({ node: indicators[i]!.code, unit: units[unit]!, found: column[unit]! })
  })
}
