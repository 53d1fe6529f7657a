/**
 * Difference in differences: how the treated changed beyond how the others changed meanwhile. Units and periods are taken
 * out as fixed effects; with two groups and two periods that is the difference of the four means.
 */
import { Refusal } from '#platform/errors'
import { codesOf, numbersOf, type Complete } from './columns.ts'
import { covariance, jointly, partOf, type Covariance, type Sure } from './covariance.ts'
import { dot, fit, type Absorbed, type Fit } from './linear.ts'
import type { PlanOf } from './plan.ts'
import { cleanComparison } from './staggered.ts'
import { NEVER, relative, timingOf, type Timing } from './timing.ts'
import type { Assumption, Caution, Drawing, Found } from './types.ts'

/** So many periods before the last one before the start are looked at one by one. */
const LEADS_MAX = 6
export const CLUSTERS_ENOUGH = 30
const CLUSTERS_FEW = 10
const TREATED_FEW = 5
const P_FAILS = 0.05
const P_DOUBTFUL = 0.2

type Panel = PlanOf<'did'> | PlanOf<'event'>

export function did(plan: PlanOf<'did'>, { columns, rows }: Complete): Found {
  const timing = timingOf(plan, columns)
  const setting = settingOf(plan, columns, timing)
  const fitted = fit({ names: [plan.treated ?? 'treated', ...plan.covariates], columns: [timing.status, ...setting.covariates], ...setting.model }) // prettier-ignore
  const sure = covariance(fitted, setting.sure)
  const [effect, ...others] = fitted.names.map((_, i) => partOf(i === 0 ? 'effect' : 'covariate', fitted, sure, i, plan.level)) // prettier-ignore
  const { estimate, se, low, high, p } = effect!
  const clean = timing.cohorts.length > 1 && plan.unit !== undefined ? cleanComparison(timing, setting.y, plan.level) : null // prettier-ignore
  return {
    ...{ scale: 'difference', estimate, se, interval: { low: low!, high: high!, level: plan.level }, p },
    ...{ without: meanWhere(setting.y, timing.status, setting.weights) - estimate, errors: sure.errors },
    n: sizes(rows, timing, sure),
    parts: [...others, ...meansOf(timing, setting.y, setting.weights), ...(clean ? [clean] : [])],
    assumptions: [parallel(plan, timing, setting), ...sharedAssumptions(plan, rows, timing, sure)],
    cautions: cautionsOf(timing, fitted, sure),
    drawings: [lines(timing, setting, estimate)],
  }
}

export type Setting = {
  readonly y: Float64Array
  readonly weights?: Float64Array
  readonly covariates: readonly Float64Array[]
  readonly model: { y: Float64Array; weights?: Float64Array; absorbed: readonly Absorbed[] }
  readonly sure: Sure
}

/** Errors hang together by unit where nothing else is said; without units every row stands alone. */
export function settingOf(plan: Panel, columns: Complete['columns'], timing: Timing): Setting {
  const y = numbersOf(columns, plan.outcome)
  const weights = plan.weights === undefined ? undefined : numbersOf(columns, plan.weights)
  const by = plan.cluster.length > 0 ? plan.cluster : plan.unit === undefined ? [] : [plan.unit]
  const clusters = by.map((name) => ({ name, codes: name === plan.unit ? timing.units : codesOf(columns, name) }))
  const { index, labels } = timing.periods
  const absorbed = [
    { name: plan.unit ?? plan.treated!, codes: timing.units },
    { name: plan.time, codes: { codes: index, names: labels } },
  ]
  return {
    ...{ y, weights, covariates: plan.covariates.map((name) => numbersOf(columns, name)) },
    model: { y, weights, absorbed },
    sure: clusters.length > 0 ? { kind: 'clusters', clusters } : { kind: 'HC1' },
  }
}

export const sizes = (rows: number, { units, periods, treatedUnits }: Timing, { clusters }: Covariance) => ({
  ...{ rows, units: units.names.length, periods: periods.labels.length, treated: treatedUnits },
  ...(clusters === undefined ? {} : { clusters }),
})

function meanWhere(y: Float64Array, where: Float64Array, weights?: Float64Array): number {
  const used = weights ? where.map((value, i) => value * weights[i]!) : where
  return dot(y, used) / used.reduce((sum, value) => sum + value, 0)
}

/** The four means, where all begin at once. */
function meansOf({ units, periods, starts, cohorts }: Timing, y: Float64Array, weights?: Float64Array): Found['parts'] {
  if (cohorts.length > 1) return []
  const cells = ['controlBefore', 'controlAfter', 'treatedBefore', 'treatedAfter']
  const sums = new Float64Array(4)
  const counts = new Float64Array(4)
  for (let i = 0; i < y.length; i++) {
    const cell = (starts[units.codes[i]!] === NEVER ? 0 : 2) + (periods.index[i]! >= cohorts[0]! ? 1 : 0)
    const weight = weights ? weights[i]! : 1
    sums[cell]! += weight * y[i]!
    counts[cell]! += weight
  }
  return cells.flatMap((id, i) => (counts[i]! > 0 ? [{ id, estimate: sums[i]! / counts[i]!, se: null, low: null, high: null, p: null }] : [])) // prettier-ignore
}

/** Did the groups move alike before? Periods before the start, each against the last one before it, tested together. */
function parallel(plan: Panel, timing: Timing, { model, covariates, sure }: Setting): Assumption {
  const untestable = (periodsBefore: number): Assumption => ({ id: 'parallel', verdict: 'untestable', figures: { periodsBefore } }) // prettier-ignore
  const before = Math.max(...timing.cohorts)
  if (before < 2) return untestable(before)
  const at = Array.from({ length: Math.min(before - 1, LEADS_MAX) }, (_, i) => -2 - i)
  try {
    const leads = relative(timing, at, { first: true, last: false })
    const names = [...at.map((lead) => `${lead}`), 'after', ...plan.covariates]
    const fitted = fit({ ...model, names, columns: [...leads, timing.status, ...covariates] })
    const places = at.map((_, i) => i)
    const found = preTrend(fitted, covariance(fitted, sure), places)
    // Errors two ways need not have an inverse; those by the first clusters alone have.
    if (found.verdict !== 'untestable' || sure.kind !== 'clusters' || sure.clusters.length === 1) return found
    return preTrend(fitted, covariance(fitted, { kind: 'clusters', clusters: sure.clusters.slice(0, 1) }), places)
  } catch (error) {
    // A shape of panel in which the effect can be told but not what was before: the test is missing, not the answer.
    if (error instanceof Refusal) return untestable(before)
    throw error
  }
}

export function preTrend(fitted: Fit, sure: Covariance, places: readonly number[]): Assumption {
  const periodsBefore = places.length + 1
  const { f, p } = jointly(fitted, sure, places)
  const few = sure.clusters !== undefined && sure.clusters <= places.length
  if (few || !Number.isFinite(p) || f < 0) return { id: 'parallel', verdict: 'untestable', figures: { periodsBefore } }
  const largest = places.reduce((most, place) => (Math.abs(fitted.coefficients[place]!) > Math.abs(most) ? fitted.coefficients[place]! : most), 0) // prettier-ignore
  const verdict = p < P_FAILS ? 'fails' : p < P_DOUBTFUL ? 'doubtful' : 'holds'
  return { id: 'parallel', verdict, figures: { p, f, periodsBefore, largest } }
}

export function sharedAssumptions(plan: Panel, rows: number, timing: Timing, { clusters }: Covariance): Assumption[] {
  const { units, periods, treatedUnits } = timing
  const share = Math.min(1, rows / (units.names.length * periods.labels.length))
  return [
    ...(clusters === undefined ? [] : [enoughClusters(clusters, plan.cluster.length > 0 ? clusters : treatedUnits)]),
    ...(plan.unit === undefined ? [] : [{ id: 'balanced', verdict: share === 1 ? 'holds' : 'doubtful', figures: { share } } as const]), // prettier-ignore
    { id: 'noSpillover', verdict: 'untestable', figures: {} },
    { id: 'nothingElse', verdict: 'untestable', figures: {} },
  ]
}

export function enoughClusters(clusters: number, treated: number): Assumption {
  const verdict = clusters < CLUSTERS_FEW || treated < 2 ? 'fails' : clusters < CLUSTERS_ENOUGH || treated < TREATED_FEW ? 'doubtful' : 'holds' // prettier-ignore
  return { id: 'enoughClusters', verdict, figures: { clusters, treated } }
}

function cautionsOf(timing: Timing, fitted: Fit, sure: Covariance): Caution[] {
  const { cohorts, status, treatedUnits, periods } = timing
  const cautions: Caution[] = []
  if (cohorts.length > 1) cautions.push({ id: 'staggered', figures: { cohorts: cohorts.length, negativeShare: negativeShare(status, fitted.columns[0]!) } }) // prettier-ignore
  if (timing.ends) cautions.push({ id: 'switchedOff' })
  if (sure.clusters !== undefined && treatedUnits < TREATED_FEW) cautions.push({ id: 'fewTreated', figures: { treated: treatedUnits } }) // prettier-ignore
  if (periods.labels.length === 2) cautions.push({ id: 'onePeriodBefore' })
  return cautions
}

/** Of the treated rows, the share that counts with the wrong sign in the average (de Chaisemartin and D'Haultfœuille 2020). */
function negativeShare(status: Float64Array, left: Float64Array): number {
  let [negative, all] = [0, 0]
  for (let i = 0; i < status.length; i++)
    if (status[i] === 1) {
      all++
      if (left[i]! < 0) negative++
    }
  return negative / all
}

/** Mean by period of those ever treated and those never; where all begin at once, also how the treated would have gone on. */
export function lines(
  { units, periods, starts, cohorts }: Timing,
  { y, weights }: Setting,
  estimate?: number,
): Drawing {
  const count = periods.labels.length
  const [sums, counts] = [new Float64Array(2 * count), new Float64Array(2 * count)]
  for (let i = 0; i < y.length; i++) {
    const cell = periods.index[i]! + (starts[units.codes[i]!] === NEVER ? 0 : count)
    const weight = weights ? weights[i]! : 1
    sums[cell]! += weight * y[i]!
    counts[cell]! += weight
  }
  const means = Array.from(sums, (sum, i) => (counts[i]! > 0 ? sum / counts[i]! : null))
  const [control, treated] = [means.slice(0, count), means.slice(count)]
  const from = cohorts[0]!
  const counterfactual = treated.map((value, i) => (value === null || i < from ? null : value - estimate!))
  return {
    ...{ kind: 'periods', periods: periods.labels, from: periods.labels[from]! },
    lines: [
      { id: 'treated', values: treated },
      ...(control.some((value) => value !== null) ? [{ id: 'control', values: control } as const] : []),
      ...(cohorts.length === 1 && estimate !== undefined ? [{ id: 'counterfactual', values: counterfactual } as const] : []), // prettier-ignore
    ],
  }
}
