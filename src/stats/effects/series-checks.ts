/** What must hold for one series to tell an effect: long enough, straight before, seasons told, memory reckoned with. */
import { covariance, jointly } from './covariance.ts'
import { chiUpper } from './distributions.ts'
import type { Series } from './its.ts'
import { fit, INTERCEPT, ones } from './linear.ts'
import type { PlanOf } from './plan.ts'
import { seasonsOf } from './seasons.ts'
import type { Assumption, Verdict } from './types.ts'

const BEFORE_ENOUGH = 12
const AFTER_ENOUGH = 6
const P_FAILS = 0.01
const P_DOUBTFUL = 0.05
const LAGS_MAX = 24
/** To look for a bend one needs some more than the four columns it takes. */
const STRAIGHT_MIN = 8
/** How many periods make a cycle, where the periods say so: a year of months, a week of days, a day of hours. */
const CYCLE: Partial<Record<string, number>> = { month: 12, quarter: 4, day: 7, instant: 24 }
const PAIRS = 2

type Plan = PlanOf<'its'>
const verdictOf = (p: number): Verdict => (p < P_FAILS ? 'fails' : p < P_DOUBTFUL ? 'doubtful' : 'holds')

export function enoughPeriods(before: number, after: number, season: Plan['season']): Assumption {
  const needed = season.kind === 'none' ? BEFORE_ENOUGH : Math.max(BEFORE_ENOUGH, Math.ceil(2 * season.length))
  const verdict = before >= needed && after >= AFTER_ENOUGH ? 'holds' : 2 * before >= needed ? 'doubtful' : 'fails'
  return { id: 'enoughPeriods', verdict, figures: { before, after, needed } }
}

/** Was the course before a line? A bend would be carried on as a line, and pass for an effect. */
export function straightBefore(series: Series, plan: Plan): Assumption {
  const { start } = series
  const before = (column: Float64Array) => column.subarray(0, start)
  const seasons = seasonsOf(plan.season, series.time)
  const time = before(series.time)
  const middle = (time[0]! + time[start - 1]!) / 2
  const columns = [ones(start), time, time.map((t) => (t - middle) ** 2), ...seasons.columns.map(before)]
  const y = plan.model === 'poisson' ? before(series.y).map((count, i) => Math.log((count + 0.5) / (series.exposure?.[i] ?? 1))) : before(series.y) // prettier-ignore
  if (start < STRAIGHT_MIN + seasons.columns.length || y.every((value) => value === y[0])) return { id: 'straight', verdict: 'untestable', figures: { before: start } } // prettier-ignore
  const fitted = fit({ names: [INTERCEPT, 'time', 'bend', ...seasons.names], columns, y })
  const lag = Math.floor(4 * (start / 100) ** (2 / 9))
  const { p } = jointly(fitted, covariance(fitted, { kind: 'neweyWest', lag, adjust: true }), [2])
  return Number.isFinite(p) ? { id: 'straight', verdict: verdictOf(p), figures: { p } } : { id: 'straight', verdict: 'holds', figures: {} } // prettier-ignore
}

/** Do the residuals still go in a cycle? */
export function seasonLeft({ time, kind }: Series, residuals: Float64Array, plan: Plan): Assumption[] {
  const length = plan.season.kind === 'none' ? CYCLE[kind] : plan.season.length
  const n = residuals.length
  if (length === undefined || n < 2 * length) return []
  const { names, columns } = seasonsOf({ kind: 'harmonics', pairs: Math.min(PAIRS, Math.floor(length / 2)), length }, time) // prettier-ignore
  if (n <= names.length + 2 || residuals.every((value) => value === residuals[0])) return []
  const fitted = fit({ names: [INTERCEPT, ...names], columns: [ones(n), ...columns], y: residuals })
  const { p } = jointly(fitted, covariance(fitted, { kind: 'HC1' }), names.map((_, i) => i + 1)) // prettier-ignore
  return Number.isFinite(p) ? [{ id: 'season', verdict: verdictOf(p), figures: { p, length } }] : []
}

/** Ljung and Box: does a period know of those before it? Errors that reckon with it are not misled, others are. */
export function remembers(residuals: Float64Array, isReckoned: boolean): Assumption {
  const n = residuals.length
  const lags = Math.max(1, Math.min(LAGS_MAX, Math.floor(n / 5)))
  let variance = 0
  for (const value of residuals) variance += value * value
  const correlation = (lag: number) => {
    let sum = 0
    for (let i = lag; i < n; i++) sum += residuals[i]! * residuals[i - lag]!
    return variance > 0 ? sum / variance : 0
  }
  const correlations = Array.from({ length: lags }, (_, i) => correlation(i + 1))
  const q = n * (n + 2) * correlations.reduce((sum, r, i) => sum + (r * r) / (n - i - 1), 0)
  const p = chiUpper(q, lags)
  const found = verdictOf(p)
  return { id: isReckoned ? 'memoryReckoned' : 'memory', verdict: isReckoned && found === 'fails' ? 'doubtful' : found, figures: { p, first: correlations[0]! } } // prettier-ignore
}
