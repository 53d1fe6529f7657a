/** Event study: the effect by periods since each unit's start, and whether there was one before there could be. */
import { combined, covariance, partOf } from './covariance.ts'
import type { Complete } from './columns.ts'
import { lines, preTrend, settingOf, sharedAssumptions, sizes } from './did.ts'
import { fit } from './linear.ts'
import type { PlanOf } from './plan.ts'
import { refuse } from './refusals.ts'
import { NEVER, relative, timingOf, type Timing } from './timing.ts'
import type { Caution, Found } from './types.ts'

/** So many periods before and after the start get a point of their own where nothing is said. */
const POINTS_DEFAULT = 8

export function event(plan: PlanOf<'event'>, { columns, rows }: Complete): Found {
  const timing = timingOf(plan, columns)
  if (timing.ends) throw refuse.timing({ what: 'switchedOff', unit: '' })
  if (!timing.starts.includes(NEVER)) throw refuse.noControls({ treated: timing.treatedUnits })
  const setting = settingOf(plan, columns, timing)
  const { leads, lags } = windowOf(plan, timing)
  // The last period before the start is what all others are compared with.
  const at = [
    ...Array.from({ length: leads - 1 }, (_, i) => i - leads),
    ...Array.from({ length: lags + 1 }, (_, i) => i),
  ]
  const points = relative(timing, at, { first: leads > 1, last: true })
  const [reference] = relative(timing, [-1], { first: false, last: false })
  if (!reference!.includes(1)) throw refuse.reference({})
  const names = [...at.map(String), ...plan.covariates]
  const fitted = fit({ ...setting.model, names, columns: [...points, ...setting.covariates] })
  const sure = covariance(fitted, setting.sure)
  const shares = names.map((_, i) => (i < at.length && at[i]! >= 0 ? 1 / (lags + 1) : 0))
  const { estimate, se, low, high, p } = combined(fitted, sure, shares, plan.level)
  const found = at.map((periods, i) => ({ periods, column: points[i]!, ...partOf('point', fitted, sure, i, plan.level) })) // prettier-ignore
  const staggered: Caution[] = timing.cohorts.length > 1 ? [{ id: 'staggeredEvent', figures: { cohorts: timing.cohorts.length } }] : [] // prettier-ignore
  return {
    ...{ scale: 'difference', estimate, se, interval: { low: low!, high: high!, level: plan.level }, p },
    ...{ without: withoutOf(setting.y, timing.status, estimate), errors: sure.errors, n: sizes(rows, timing, sure) },
    parts: found.map(({ periods: _, column: __, ...part }) => part),
    assumptions: [
      leads > 1 ? preTrend(fitted, sure, Array.from({ length: leads - 1 }, (_, i) => i)) : { id: 'parallel', verdict: 'untestable', figures: { periodsBefore: leads } }, // prettier-ignore
      ...sharedAssumptions(plan, rows, timing, sure),
    ],
    cautions: [...staggered, ...(leads === 1 ? [{ id: 'onePeriodBefore' }] : [])],
    drawings: [
      {
        kind: 'event',
        points: [
          ...found.map(({ periods, estimate, low, high, column }) => ({ at: periods, estimate, low: low!, high: high!, units: unitsIn(column, timing.units.codes) })), // prettier-ignore
          { at: -1, estimate: 0, low: 0, high: 0, units: timing.treatedUnits, reference: true } as const,
        ].sort((a, b) => a.at - b.at),
      },
      lines(timing, setting),
    ],
  }
}

/** As asked, but no more than there are. */
function windowOf({ leads = POINTS_DEFAULT, lags = POINTS_DEFAULT }: PlanOf<'event'>, { cohorts, periods }: Timing) {
  const before = Math.max(...cohorts)
  const after = periods.labels.length - 1 - Math.min(...cohorts)
  return { leads: Math.min(leads, before), lags: Math.min(lags, after) }
}

function withoutOf(y: Float64Array, status: Float64Array, estimate: number): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i < y.length; i++)
    if (status[i] === 1) {
      sum += y[i]!
      count++
    }
  return sum / count - estimate
}

function unitsIn(column: Float64Array, codes: Int32Array): number {
  const seen = new Set<number>()
  for (let i = 0; i < column.length; i++) if (column[i] === 1) seen.add(codes[i]!)
  return seen.size
}
