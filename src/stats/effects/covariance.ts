/** How sure coefficients are: standard errors for rows that hang together by clusters, by time, or not at all. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { nested } from './absorb.ts'
import type { Codes } from './columns.ts'
import { fUpper, studentBeyond, studentReach } from './distributions.ts'
import { scaled, type Fit } from './linear.ts'
import { refuse } from './refusals.ts'
import type { Errors, Part } from './types.ts'

/** Below so many pairs of clusters a table finds them; above, a map. */
const PAIRS_TABLE_MAX = 20_000_000

export type Cluster = { readonly name: string; readonly codes: Codes }
export type Sure =
  | { readonly kind: 'classic' | 'HC0' | 'HC1' }
  | { readonly kind: 'clusters'; readonly clusters: readonly Cluster[] }
  | { readonly kind: 'neweyWest'; readonly lag: number; readonly adjust: boolean }
export type Covariance = {
  readonly matrix: Matrix
  readonly errors: Errors
  /** Of the smallest clustering. */
  readonly clusters?: number
}

/** Throws `stats.effects.tooFewRows`, `tooFewClusters`. */
export function covariance(fit: Fit, sure: Sure): Covariance {
  const clusters = sure.kind === 'clusters' ? sure.clusters : []
  const k = parameters(fit, clusters)
  if (fit.n <= k) throw refuse.tooFewRows({ found: fit.n, least: k + 1 })
  const freedom = fit.n - k
  if (sure.kind === 'classic') return { matrix: Matrix.mul(fit.bread, fit.squares / freedom), errors: { kind: 'classic', factor: '1/(n-k)', freedom } } // prettier-ignore
  if (sure.kind === 'clusters') return clustered(fit, clusters, k)
  if (sure.kind === 'neweyWest') {
    const { lag, adjust } = sure
    const matrix = sandwich(fit.bread, neweyWestMeat(fit, lag)).mul(adjust ? fit.n / freedom : 1)
    return { matrix, errors: { kind: 'neweyWest', lag, factor: adjust ? 'n/(n-k)' : '1', freedom } }
  }
  const matrix = sandwich(fit.bread, neweyWestMeat(fit, 0)).mul(sure.kind === 'HC1' ? fit.n / freedom : 1)
  return { matrix, errors: { kind: sure.kind, factor: sure.kind === 'HC1' ? 'n/(n-k)' : '1', freedom } }
}

/** Columns and fixed effects that were estimated; effects of units that lie within a cluster are free, as in Stata and R. */
function parameters({ columns, absorbed }: Fit, clusters: readonly Cluster[]): number {
  const counted = absorbed.map(({ codes }) => (clusters.some((cluster) => nested(codes, cluster.codes)) ? 0 : codes.names.length)) // prettier-ignore
  const levels = counted.reduce((sum, count, i) => sum + Math.max(0, count - (i > 0 ? 1 : 0)), 0)
  // Where the first factor is free, its constant is still one.
  return columns.length + levels + (absorbed.length > 0 && counted[0] === 0 ? 1 : 0)
}

function clustered(fit: Fit, clusters: readonly Cluster[], k: number): Covariance {
  const [first, second] = clusters
  const sizes = clusters.map(({ name, codes }) => {
    if (codes.names.length < 2) throw refuse.tooFewClusters({ column: name, found: codes.names.length, least: 2 })
    return codes.names.length
  })
  const one = (codes: Int32Array, count: number) => clusterMeat(fit, codes, count).mul((count / (count - 1)) * ((fit.n - 1) / (fit.n - k))) // prettier-ignore
  const meat = one(first!.codes.codes, sizes[0]!)
  if (second) {
    const both = pairs(first!.codes, second.codes)
    meat.add(one(second.codes.codes, sizes[1]!)).sub(one(both.codes, both.count))
  }
  const matrix = sandwich(fit.bread, meat)
  const least = Math.min(...sizes)
  return {
    matrix: second ? positive(matrix) : matrix,
    ...{ clusters: least, errors: { kind: 'clusters', clusters: clusters.map(({ name }) => name), factor: 'G/(G-1)·(n-1)/(n-k)', freedom: least - 1 } }, // prettier-ignore
  }
}

/** Sums of scores by cluster, and their products. */
function clusterMeat(fit: Fit, codes: Int32Array, count: number): Matrix {
  const { residuals, weights } = fit
  const sums = fit.columns.map((column) => {
    const sum = new Float64Array(count)
    if (weights) for (let i = 0; i < column.length; i++) sum[codes[i]!]! += column[i]! * residuals[i]! * weights[i]!
    else for (let i = 0; i < column.length; i++) sum[codes[i]!]! += column[i]! * residuals[i]!
    return sum
  })
  const k = sums.length
  const meat = Matrix.zeros(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      let sum = 0
      for (let g = 0; g < count; g++) sum += sums[a]![g]! * sums[b]![g]!
      meat.set(a, b, sum)
      meat.set(b, a, sum)
    }
  return meat
}

/** Each row's pair of clusters, numbered. */
function pairs(a: Codes, b: Codes): { codes: Int32Array; count: number } {
  const codes = new Int32Array(a.codes.length)
  const wide = b.names.length
  let count = 0
  if (a.names.length * wide <= PAIRS_TABLE_MAX) {
    const places = new Int32Array(a.names.length * wide)
    for (let i = 0; i < codes.length; i++) {
      const pair = a.codes[i]! * wide + b.codes[i]!
      if (places[pair] === 0) places[pair] = ++count
      codes[i] = places[pair]! - 1
    }
    return { codes, count }
  }
  const places = new Map<number, number>()
  for (let i = 0; i < codes.length; i++) {
    const pair = a.codes[i]! * wide + b.codes[i]!
    let place = places.get(pair)
    if (place === undefined) places.set(pair, (place = count++))
    codes[i] = place
  }
  return { codes, count }
}

/** Two-way differences can come out below zero in some direction; that direction is set to zero (Cameron, Gelbach, Miller 2011). */
function positive(matrix: Matrix): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true })
  if (realEigenvalues.every((value) => value >= 0)) return matrix
  const kept = Matrix.diag(realEigenvalues.map((value) => Math.max(0, value)))
  return eigenvectorMatrix.mmul(kept).mmul(eigenvectorMatrix.transpose())
}

/** Bartlett's weights: what lies `lag` + 1 steps apart counts no more. Rows are in the order of time. */
function neweyWestMeat({ columns, residuals, weights, n }: Fit, lag: number): Matrix {
  const scores = columns.map((column) => column.map((value, i) => value * residuals[i]! * (weights ? weights[i]! : 1)))
  const k = scores.length
  const meat = Matrix.zeros(k, k)
  for (let a = 0; a < k; a++)
    for (let b = 0; b <= a; b++) {
      const [left, right] = [scores[a]!, scores[b]!]
      let sum = 0
      for (let i = 0; i < n; i++) sum += left[i]! * right[i]!
      for (let l = 1; l <= lag && l < n; l++) {
        let apart = 0
        for (let i = l; i < n; i++) apart += left[i]! * right[i - l]! + left[i - l]! * right[i]!
        sum += (1 - l / (lag + 1)) * apart
      }
      meat.set(a, b, sum)
      meat.set(b, a, sum)
    }
  return meat
}

const sandwich = (bread: Matrix, meat: Matrix): Matrix => bread.mmul(meat).mmul(bread)

/** A sum of coefficients, each times its share: a coefficient alone, or the effect at a time. */
export function combined(
  fit: Pick<Fit, 'coefficients'>,
  { matrix, errors }: Covariance,
  shares: readonly number[],
  level: number,
): Omit<Part, 'id'> {
  // prettier-ignore
  let estimate = 0
  let variance = 0
  for (let a = 0; a < shares.length; a++) {
    estimate += shares[a]! * fit.coefficients[a]!
    for (let b = 0; b < shares.length; b++) variance += shares[a]! * shares[b]! * matrix.get(a, b)
  }
  return told(estimate, Math.sqrt(Math.max(0, variance)), errors.freedom ?? Infinity, level)
}

/** An estimate with its interval and test against nothing at all. */
export function told(estimate: number, se: number, freedom: number, level: number): Omit<Part, 'id'> {
  const reach = studentReach(1 - level, freedom) * se
  const p = se > 0 ? studentBeyond(estimate / se, freedom) : estimate === 0 ? 1 : 0
  return { estimate, se, low: estimate - reach, high: estimate + reach, p }
}

export const partOf = (
  id: string,
  fit: Pick<Fit, 'coefficients' | 'names'>,
  sure: Covariance,
  place: number,
  level: number,
): Part => ({
  // prettier-ignore
  ...{ id, name: fit.names[place] },
  ...combined(fit, sure, fit.names.map((_, i) => (i === place ? 1 : 0)), level), // prettier-ignore
})

/** Are all these coefficients nothing? Wald's F; NaN where their covariance has no inverse. */
export function jointly(
  fit: Fit,
  { matrix, errors }: Covariance,
  places: readonly number[],
): { f: number; p: number; count: number } {
  // prettier-ignore
  const part = matrix.selection([...places], [...places])
  const values = places.map((place) => fit.coefficients[place]!)
  const { definite, solve } = scaled(part)
  if (!definite) return { f: NaN, p: NaN, count: places.length }
  const solved = solve(values)
  const f = values.reduce((sum, value, i) => sum + value * solved[i]!, 0) / places.length
  return { f, p: Number.isFinite(f) ? fUpper(f, places.length, errors.freedom ?? Infinity) : NaN, count: places.length }
}
