/** Counts: Poisson regression with a logarithmic link and an offset, by iterated weighted least squares. */
import type { Matrix } from 'ml-matrix'
import { lnGamma } from './distributions.ts'
import { fit } from './linear.ts'
import { refuse } from './refusals.ts'

const ROUNDS_MAX = 100
const SETTLED = 1e-12

export type PoissonFit = {
  readonly names: readonly string[]
  readonly coefficients: readonly number[]
  /** The covariance where counts scatter as Poisson says. */
  readonly bread: Matrix
  readonly expected: Float64Array
  /** Pearson residuals. */
  readonly residuals: Float64Array
  readonly n: number
  readonly deviance: number
  readonly aic: number
  /** Pearson's χ² by its degrees of freedom: 1 where counts scatter as Poisson says. */
  readonly dispersion: number
  readonly pearson: number
}
type Counted = {
  names: readonly string[]
  columns: readonly Float64Array[]
  y: Float64Array
  /** By column name, for the refusals. */
  outcome: string
  exposure?: { name: string; values: Float64Array }
}

/** Throws `stats.effects.counts`, `exposure`, `unsettled`, and what `fit` throws. */
export function poisson({ names, columns, y, outcome, exposure }: Counted): PoissonFit {
  const n = y.length
  for (let i = 0; i < n; i++) if (y[i]! < 0 || !Number.isInteger(y[i])) throw refuse.counts({ row: i + 1, column: outcome, found: y[i] }) // prettier-ignore
  const offset = new Float64Array(n)
  if (exposure)
    exposure.values.forEach((value, i) => {
      if (!(value > 0)) throw refuse.exposure({ row: i + 1, column: exposure.name, found: value })
      offset[i] = Math.log(value)
    })
  let linear = y.map((count) => Math.log(count + 0.5))
  for (let round = 0, before = Infinity; round < ROUNDS_MAX; round++) {
    const expected = linear.map(Math.exp)
    const work = y.map((count, i) => linear[i]! - offset[i]! + (count - expected[i]!) / expected[i]!)
    const { coefficients, bread } = fit({ names, columns, y: work, weights: expected })
    linear = offset.map((value, i) => columns.reduce((sum, column, j) => sum + column[i]! * coefficients[j]!, value))
    const deviance = devianceOf(y, linear)
    if (Math.abs(deviance - before) <= SETTLED * (Math.abs(deviance) + 1)) return told(names, coefficients, bread, y, linear, deviance) // prettier-ignore
    before = deviance
  }
  throw refuse.unsettled({ rounds: ROUNDS_MAX })
}

function devianceOf(y: Float64Array, linear: Float64Array): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) {
    const expected = Math.exp(linear[i]!)
    sum += (y[i]! > 0 ? y[i]! * (Math.log(y[i]!) - linear[i]!) : 0) - (y[i]! - expected)
  }
  return 2 * sum
}

function told(
  names: readonly string[],
  coefficients: readonly number[],
  bread: Matrix,
  y: Float64Array,
  linear: Float64Array,
  deviance: number,
): PoissonFit {
  // prettier-ignore
  const expected = linear.map(Math.exp)
  const residuals = y.map((count, i) => (count - expected[i]!) / Math.sqrt(expected[i]!))
  const pearson = residuals.reduce((sum, value) => sum + value * value, 0)
  const likelihood = y.reduce((sum, count, i) => sum + count * linear[i]! - expected[i]! - lnGamma(count + 1), 0)
  const [n, k] = [y.length, names.length]
  return { names, coefficients, bread, expected, residuals, n, deviance, aic: 2 * k - 2 * likelihood, pearson, dispersion: pearson / (n - k) } // prettier-ignore
}
