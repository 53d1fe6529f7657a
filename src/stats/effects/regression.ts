/** Least squares by named columns, for those who want coefficients and errors and no story. */
import { codesOf, completeRows, numbersOf } from './columns.ts'
import { covariance, partOf, type Sure } from './covariance.ts'
import { fit, INTERCEPT, ones } from './linear.ts'
import { DidPlan } from './plan.ts'
import type { Columns, Errors, Part } from './types.ts'

export type RegressionAsked = {
  outcome: string
  covariates: readonly string[]
  cluster?: readonly string[]
  /** Rows in the order of time, errors by Newey and West. */
  lag?: number
  adjust?: boolean
  level?: number
  missing?: 'refuse' | 'drop'
}
export type Regression = {
  readonly rows: number
  readonly coefficients: readonly Part[]
  /** By each kind of error that was asked for, and those that always are. */
  readonly errors: readonly { readonly errors: Errors; readonly se: readonly number[] }[]
  readonly rSquared: number
}

/** Throws `stats.effects.…`. */
export function regression(asked: RegressionAsked, columns: Columns): Regression {
  const { outcome, covariates, cluster = [], lag, adjust = true, level = 0.95, missing } = asked
  // Looked through as a plan that names the same columns would be.
  const plan = DidPlan.parse({ method: 'did', outcome, time: outcome, covariates, cluster, missing })
  const whole = completeRows(plan, columns)
  const y = numbersOf(whole.columns, outcome)
  const fitted = fit({ names: [INTERCEPT, ...covariates], columns: [ones(y.length), ...covariates.map((name) => numbersOf(whole.columns, name))], y }) // prettier-ignore
  const clusters = cluster.map((name) => ({ name, codes: codesOf(whole.columns, name) }))
  const kinds: Sure[] = [
    ...(clusters.length > 0 ? [{ kind: 'clusters', clusters } as const] : []),
    ...(lag === undefined ? [] : [{ kind: 'neweyWest', lag, adjust } as const]),
    ...([{ kind: 'classic' }, { kind: 'HC0' }, { kind: 'HC1' }] as const),
    ...(clusters.length > 1 ? clusters.map((one) => ({ kind: 'clusters', clusters: [one] }) as const) : []),
  ]
  const found = kinds.map((kind) => covariance(fitted, kind))
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    rows: y.length,
    coefficients: fitted.names.map((_, i) => partOf('coefficient', fitted, found[0]!, i, level)),
    errors: found.map(({ errors, matrix }) => ({ errors, se: matrix.diagonal().map(Math.sqrt) })),
    rSquared: 1 - fitted.squares / total,
  }
}
