/** Before and after: what is different, which is not what was brought about. For want of a comparison, and never without its warning. */
import { codesOf, numbersOf } from './columns.ts'
import { studentBeyond, studentReach } from './distributions.ts'
import { periodsOf, type Periods } from './periods.ts'
import type { PlanOf } from './plan.ts'
import { refuse } from './refusals.ts'
import type { Assumption, Caution, Columns, Effect } from './types.ts'

const VALUES_MIN = 2
/** Periods before that it takes to see whether the figures were moving anyway. */
const TREND_PERIODS_MIN = 4
const TREND_P = 0.1
/** From here on one period's figure says much of the next's, and the interval is too narrow. */
const SERIAL_FROM = 0.3

type Side = { n: number; mean: number; variance: number }
type Difference = { estimate: number; se: number; freedom: number; units: number; paired: boolean; before: Side; after: Side } // prettier-ignore

/** Throws `stats.effects.…`. */
export function evaluateBefore(plan: PlanOf<'before'>, columns: Columns, rows: number): Effect {
  const periods = periodsOf(columns, plan.time)
  const from = periods.placeOf(plan.from)
  const outcome = numbersOf(columns, plan.outcome)
  const series = meansByPeriod(outcome, periods)
  const found = (plan.unit === undefined ? undefined : paired(outcome, periods, from, codesOf(columns, plan.unit).codes)) ?? apart(outcome, periods, from) // prettier-ignore
  const { estimate, se, freedom, before, after } = found
  const band = studentReach(1 - plan.level, freedom) * se
  const around = (side: Side) => {
    const own = studentReach(1 - plan.level, side.n - 1) * Math.sqrt(side.variance / side.n)
    return { n: side.n, mean: side.mean, low: side.mean - own, high: side.mean + own }
  }
  return {
    ...{ method: 'before', outcome: plan.outcome, scale: 'difference' },
    ...(plan.unitOfOutcome === undefined ? {} : { unit: plan.unitOfOutcome }),
    ...{ estimate, se, interval: { low: estimate - band, high: estimate + band, level: plan.level } },
    p: se > 0 ? studentBeyond(estimate / se, freedom) : estimate === 0 ? 1 : 0,
    without: before.mean,
    errors: { kind: found.paired ? 'classic' : 'welch', freedom },
    n: { rows, units: found.units, periods: periods.labels.length, treated: found.units },
    parts: [],
    ...doubtsOf(series, periods, from, estimate),
    drawings: [
      { kind: 'groups', groups: [{ id: 'before', ...around(before) }, { id: 'after', ...around(after) }] }, // prettier-ignore
      { kind: 'periods', periods: periods.labels, from: periods.labels[from]!, lines: [{ id: 'observed', values: series }] }, // prettier-ignore
    ],
  }
}

/** Units seen on both sides, each compared with itself; undefined where fewer than two are. */
function paired(outcome: Float64Array, periods: Periods, from: number, codes: Int32Array): Difference | undefined {
  const units = codes.reduce((most, code) => Math.max(most, code), -1) + 1
  const sums = new Float64Array(units * 2)
  const counts = new Float64Array(units * 2)
  outcome.forEach((value, row) => {
    const place = codes[row]! * 2 + (periods.index[row]! < from ? 0 : 1)
    sums[place]! += value
    counts[place]! += 1
  })
  const both = Array.from({ length: units }, (_, unit) => unit).filter((unit) => counts[unit * 2]! > 0 && counts[unit * 2 + 1]! > 0) // prettier-ignore
  if (both.length < VALUES_MIN) return undefined
  const mean = (unit: number, side: number) => sums[unit * 2 + side]! / counts[unit * 2 + side]!
  const changes = sideOf(both.map((unit) => mean(unit, 1) - mean(unit, 0)))
  return {
    ...{ estimate: changes.mean, se: Math.sqrt(changes.variance / changes.n), freedom: changes.n - 1 },
    ...{ units: both.length, paired: true },
    before: sideOf(both.map((unit) => mean(unit, 0))),
    after: sideOf(both.map((unit) => mean(unit, 1))),
  }
}

/** All figures of the one side beside all of the other, with Welch's standard error. */
function apart(outcome: Float64Array, periods: Periods, from: number): Difference {
  const [early, late]: [number[], number[]] = [[], []]
  outcome.forEach((value, row) => (periods.index[row]! < from ? early : late).push(value))
  for (const all of [early, late])
    if (all.length < VALUES_MIN) throw refuse.tooFewRows({ found: all.length, least: VALUES_MIN })
  const [before, after] = [sideOf(early), sideOf(late)]
  const [a, b] = [before.variance / before.n, after.variance / after.n]
  if (a + b === 0) throw refuse.constantOutcome({})
  return {
    ...{ estimate: after.mean - before.mean, se: Math.sqrt(a + b) },
    freedom: (a + b) ** 2 / (a ** 2 / (before.n - 1) + b ** 2 / (after.n - 1)),
    ...{ units: 1, paired: false, before, after },
  }
}

function sideOf(values: readonly number[]): Side {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  return { n, mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) }
}

function meansByPeriod(outcome: Float64Array, { index, labels }: Periods): number[] {
  const sums = new Float64Array(labels.length)
  const counts = new Float64Array(labels.length)
  outcome.forEach((value, row) => {
    sums[index[row]!]! += value
    counts[index[row]!]! += 1
  })
  return Array.from(sums, (sum, t) => sum / counts[t]!)
}

/** What the figures themselves say against it, beside what no figure can. */
function doubtsOf(series: readonly number[], periods: Periods, from: number, estimate: number) {
  const trend = trendBefore(series.slice(0, from), periods.at)
  const serial = serialOf(series, from)
  const expected = trend ? trend.slope * (centre(periods.at, from) - centre(periods.at, 0, from)) : 0
  const moves = trend !== undefined && trend.p < TREND_P
  const assumptions: Assumption[] = [
    { id: 'nothingElse', verdict: 'untestable', figures: {} },
    ...(trend ? [{ id: 'noTrendBefore', verdict: moves ? 'fails' : 'doubtful', figures: { slope: trend.slope, p: trend.p, expected } } as const] : []), // prettier-ignore
  ]
  const cautions: Caution[] = [
    { id: 'noComparison' },
    { id: 'regressionToMean' },
    ...(moves ? [{ id: 'trendBefore', figures: { expected, estimate } }] : []),
    ...(serial !== undefined && serial >= SERIAL_FROM ? [{ id: 'serial', figures: { correlation: serial } }] : []),
    ...(isOtherSeason(periods, from) ? [{ id: 'otherSeason' }] : []),
  ]
  return { assumptions, cautions }
}

const centre = (at: Float64Array, begin: number, end = at.length): number =>
  at.subarray(begin, end).reduce((sum, value) => sum + value, 0) / (end - begin)

/** The line through the periods before, by least squares. */
function trendBefore(early: readonly number[], at: Float64Array): { slope: number; p: number } | undefined {
  const n = early.length
  if (n < TREND_PERIODS_MIN) return undefined
  const x = centre(at, 0, n)
  const y = early.reduce((sum, value) => sum + value, 0) / n
  let [xx, xy, yy] = [0, 0, 0]
  early.forEach((value, t) => {
    xx += (at[t]! - x) ** 2
    xy += (at[t]! - x) * (value - y)
    yy += (value - y) ** 2
  })
  const slope = xy / xx
  const se = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx)
  return { slope, p: se > 0 ? studentBeyond(slope / se, n - 2) : slope === 0 ? 1 : 0 }
}

/** How much a period's distance from its side's mean says of the next one's. */
function serialOf(series: readonly number[], from: number): number | undefined {
  if (series.length < 2 * TREND_PERIODS_MIN) return undefined
  const sides = [series.slice(0, from), series.slice(from)]
  const off = sides.flatMap((side) => {
    const mean = side.reduce((sum, value) => sum + value, 0) / side.length
    return side.map((value) => value - mean)
  })
  const squares = off.reduce((sum, value) => sum + value ** 2, 0)
  if (squares === 0) return undefined
  return off.slice(1).reduce((sum, value, t) => sum + value * off[t]!, 0) / squares
}

const YEAR_MONTH = /^\d{4}-(\d\d)/

/** Months of the year on one side that are not on the other: winter beside summer. */
function isOtherSeason({ labels, kind }: Periods, from: number): boolean {
  if (kind === 'number' || kind === 'quarter') return false
  const months = (all: readonly string[]) => new Set(all.map((label) => YEAR_MONTH.exec(label)?.[1]))
  const [early, late] = [months(labels.slice(0, from)), months(labels.slice(from))]
  return [...late].some((month) => !early.has(month)) || [...early].some((month) => !late.has(month))
}
