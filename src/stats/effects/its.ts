/**
 * Interrupted time series: one series, told as it would have gone on, against how it went. A straight line and the seasons
 * before, a jump and a new slope after; errors that remember (Newey and West), or counts by Poisson.
 */
import { Matrix } from 'ml-matrix'
import { numbersOf, type Complete } from './columns.ts'
import { combined, covariance, partOf, type Covariance } from './covariance.ts'
import { chiUpper, studentReach } from './distributions.ts'
import { drawnOver } from './drawn.ts'
import { fit, INTERCEPT, ones } from './linear.ts'
import { enoughPeriods, remembers, seasonLeft, straightBefore } from './series-checks.ts'
import { periodsOf } from './periods.ts'
import type { PlanOf } from './plan.ts'
import { poisson } from './poisson.ts'
import { refuse } from './refusals.ts'
import { seasonsOf } from './seasons.ts'
import type { Caution, Columns, Found, Part } from './types.ts'

const BEFORE_MIN = 3
const AFTER_MIN = 2
const OVERDISPERSED_P = 0.05

type Plan = PlanOf<'its'>

/** The series in the order of time. */
export type Series = {
  readonly y: Float64Array
  readonly labels: readonly string[]
  /** From 1; a gap in time is a gap here. */
  readonly time: Float64Array
  /** The place of the first period after. */
  readonly start: number
  readonly kind: string
  readonly covariates: readonly Float64Array[]
  readonly exposure?: Float64Array
}
type Design = { names: string[]; columns: Float64Array[]; jump: number; slope: number | null }
/** A model of either kind: what `its` needs of it. */
type Modelled = {
  names: readonly string[]
  coefficients: readonly number[]
  residuals: Float64Array
  sure: Covariance
  cautions: Caution[]
  figures: Part[]
}

/** Throws `stats.effects.twice`, `outside`, `tooFewPeriods`, `counts`, `exposure`, and what the models throw. */
export function its(plan: Plan, { columns }: Complete): Found {
  const series = seriesOf(plan, columns)
  const design = designOf(plan, series)
  const model = plan.model === 'poisson' ? counted(plan, series, design) : straight(plan, series, design)
  const { sure, names } = model
  const after = series.y.length - series.start
  // The mean over all periods after: the jump, and as much of the new slope as an average period has.
  const slopeMean = mean(design.columns[design.slope ?? design.jump]!.subarray(series.start))
  const shares = names.map((_, i) => (i === design.jump ? 1 : i === design.slope ? slopeMean : 0))
  const found = combined(model, sure, shares, plan.level)
  const last = design.slope === null ? [] : [{ id: 'atEnd', ...combined(model, sure, names.map((_, i) => (i === design.jump ? 1 : i === design.slope ? design.columns[i]!.at(-1)! : 0)), plan.level) }] // prettier-ignore
  const isRatio = plan.model === 'poisson'
  const scale = (value: number | null) => (isRatio && value !== null ? Math.exp(value) : value)
  const drawn = linesOf(plan, series, design, model)
  return {
    ...{ scale: isRatio ? 'ratio' : 'difference', estimate: scale(found.estimate)!, se: found.se, p: found.p },
    interval: { low: scale(found.low)!, high: scale(found.high)!, level: plan.level },
    ...{ without: mean(drawn.counterfactual.subarray(series.start)), errors: sure.errors },
    n: { rows: series.y.length, units: 1, periods: series.y.length, treated: after },
    parts: [
      ...names.map((_, i) => partOf(idOf(design, names, i), model, sure, i, plan.level)),
      ...last,
      ...model.figures,
    ],
    assumptions: [
      enoughPeriods(series.start, after, plan.season),
      straightBefore(series, plan),
      ...seasonLeft(series, model.residuals, plan),
      remembers(model.residuals, sure.errors.kind === 'neweyWest'),
      ...(isRatio ? [{ id: 'dispersion', verdict: model.cautions.some(({ id }) => id === 'overdispersed') ? 'doubtful' : 'holds', figures: { dispersion: model.figures[0]!.estimate } } as const] : []), // prettier-ignore
      { id: 'nothingElse', verdict: 'untestable', figures: {} },
    ],
    cautions: [{ id: 'oneSeries' }, ...model.cautions, ...gaps(series)],
    drawings: [drawnOver(series, drawn)],
  }
}

function seriesOf(plan: Plan, columns: Columns): Series {
  const { index, labels, at, kind, placeOf } = periodsOf(columns, plan.time)
  const start = placeOf(plan.from)
  if (index.length !== labels.length) throw refuse.twice({ period: labels[firstTwice(index)]! })
  const after = labels.length - start
  if (start < BEFORE_MIN) throw refuse.tooFewPeriods({ found: start, least: BEFORE_MIN, where: 'before' })
  if (after < AFTER_MIN) throw refuse.tooFewPeriods({ found: after, least: AFTER_MIN, where: 'after' })
  const ordered = (name: string) => {
    const values = numbersOf(columns, name)
    const sorted = new Float64Array(values.length)
    for (let i = 0; i < values.length; i++) sorted[index[i]!] = values[i]!
    return sorted
  }
  return {
    ...{ y: ordered(plan.outcome), labels, time: at.map((value) => value + 1), start, kind },
    covariates: plan.covariates.map(ordered),
    ...(plan.exposure === undefined ? {} : { exposure: ordered(plan.exposure) }),
  }
}

function firstTwice(index: Int32Array): number {
  const seen = new Set<number>()
  for (const place of index) {
    if (seen.has(place)) return place
    seen.add(place)
  }
  return 0
}

/** `1, time, jump, time since`; the first period after counts one step. */
function designOf(plan: Plan, { time, start, covariates }: Series): Design {
  const n = time.length
  const jump = Float64Array.from({ length: n }, (_, i) => (i >= start ? 1 : 0))
  const since = Float64Array.from({ length: n }, (_, i) => (i >= start ? time[i]! - time[start]! + 1 : 0))
  const both = plan.change === 'levelAndSlope'
  const seasons = seasonsOf(plan.season, time)
  return {
    names: [INTERCEPT, 'time', 'level', ...(both ? ['slope'] : []), ...seasons.names, ...plan.covariates],
    columns: [ones(n), time, jump, ...(both ? [since] : []), ...seasons.columns, ...covariates],
    ...{ jump: 2, slope: both ? 3 : null },
  }
}

function straight(plan: Plan, { y }: Series, { names, columns }: Design): Modelled {
  const fitted = fit({ names, columns, y })
  const lag = plan.lag ?? Math.floor(4 * (y.length / 100) ** (2 / 9))
  const sure = covariance(fitted, { kind: 'neweyWest', lag: Math.min(lag, y.length - 1), adjust: plan.adjust })
  return {
    ...{ names, coefficients: fitted.coefficients, residuals: fitted.residuals, sure },
    cautions: [],
    figures: [],
  }
}

/** Where counts scatter more than Poisson says, errors are as much wider (quasi-Poisson), and it is said. */
function counted(plan: Plan, { y, exposure }: Series, { names, columns }: Design): Modelled {
  if (y.every((value) => value === y[0])) throw refuse.constantOutcome({ value: y[0] })
  const model = poisson({ names, columns, y, outcome: plan.outcome, ...(exposure ? { exposure: { name: plan.exposure!, values: exposure } } : {}) }) // prettier-ignore
  const { dispersion, pearson, deviance, aic, n, bread } = model
  const isOver = dispersion > 1 && chiUpper(pearson, n - names.length) < OVERDISPERSED_P
  const widened = isOver && plan.overdispersion === 'widen'
  const sure: Covariance = {
    matrix: widened ? Matrix.mul(bread, dispersion) : bread,
    errors: widened ? { kind: 'quasiPoisson', factor: 'χ²/(n-k)' } : { kind: 'poisson' },
  }
  const figure = (id: string, estimate: number) => ({ id, estimate, se: null, low: null, high: null, p: null })
  return {
    ...{ names, coefficients: model.coefficients, residuals: model.residuals, sure },
    cautions: isOver ? [{ id: 'overdispersed', figures: { dispersion } }] : [],
    figures: [figure('dispersion', dispersion), figure('deviance', deviance), figure('aic', aic)],
  }
}

export type Drawn = { fitted: Float64Array; counterfactual: Float64Array; low: Float64Array; high: Float64Array }

/** The fit, and the same without jump and new slope, with its interval. */
function linesOf(
  plan: Plan,
  { y, exposure, start }: Series,
  { columns, jump, slope }: Design,
  { coefficients, sure }: Modelled,
): Drawn {
  // prettier-ignore
  const n = y.length
  const made = { fitted: new Float64Array(n), counterfactual: new Float64Array(n), low: new Float64Array(n), high: new Float64Array(n) } // prettier-ignore
  const shares = columns.map(() => 0)
  const reach = studentReach(1 - plan.level, sure.errors.freedom ?? Infinity)
  const back = (value: number, i: number) => plan.model === 'poisson' ? Math.exp(value) * (exposure ? exposure[i]! : 1) : value // prettier-ignore
  for (let i = 0; i < n; i++) {
    let whole = 0
    for (let j = 0; j < columns.length; j++) whole += coefficients[j]! * columns[j]![i]!
    made.fitted[i] = back(whole, i)
    if (i < start) {
      made.counterfactual[i] = made.fitted[i]!
      continue
    }
    for (let j = 0; j < columns.length; j++) shares[j] = j === jump || j === slope ? 0 : columns[j]![i]!
    let [without, variance] = [0, 0]
    for (let a = 0; a < shares.length; a++) {
      without += shares[a]! * coefficients[a]!
      for (let b = 0; b < shares.length; b++) variance += shares[a]! * shares[b]! * sure.matrix.get(a, b)
    }
    const around = reach * Math.sqrt(Math.max(0, variance))
    made.counterfactual[i] = back(without, i)
    made.low[i] = back(without - around, i)
    made.high[i] = back(without + around, i)
  }
  return made
}

function idOf({ jump, slope }: Design, names: readonly string[], i: number): string {
  if (i === jump) return 'level'
  if (i === slope) return 'slope'
  return names[i] === INTERCEPT ? 'intercept' : names[i] === 'time' && i === 1 ? 'trend' : 'covariate'
}

function gaps({ time }: Series): Caution[] {
  const missing = Math.round(time.at(-1)! - time[0]! + 1) - time.length
  return missing > 0 ? [{ id: 'gaps', figures: { missing } }] : []
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
