/** Outliers and skewed figures, so that one wild unit does not press all others together. */
import { moments, type Moments } from '../moments.ts'
import { alike, present } from './table.ts'
import type { Shape, Treatment, TreatmentChoice } from './types.ts'

type Limits = Extract<TreatmentChoice, { kind: 'skew' }>

/** Kurtosis takes four figures. */
const FIGURES_MIN = 4
const LOG_OFFSET = 0.01

/** One indicator; its missing figures stay missing. */
export function treat(
  column: Float64Array,
  units: readonly string[],
  choice: TreatmentChoice,
): { treated: Float64Array; treatment: Treatment } {
  const values = present(column)
  const found = moments(values)
  const before = shape(found)
  const untreated = (why: Extract<Treatment, { kind: 'none' }>['why']) => ({
    treated: column,
    treatment: { kind: 'none', why, before } as const,
  })
  if (choice.kind === 'none') return untreated('off')
  if (values.length > 0 && alike(values)) return untreated('constant')
  if (values.length < FIGURES_MIN) return untreated('tooFew')
  if (passes(found, choice)) return untreated('withinLimits')
  const winsorised = winsorise(column, choice)
  const after = moments(present(winsorised))
  if (passes(after, choice)) {
    const points = units.flatMap((unit, i) =>
      Number.isNaN(column[i]!) || winsorised[i] === column[i] ? [] : [{ unit, from: column[i]!, to: winsorised[i]! }],
    )
    return { treated: winsorised, treatment: { kind: 'winsorised', points, before, after: shape(after) } }
  }
  const logged = logarithms(column)
  const end = moments(present(logged))
  return { treated: logged, treatment: { kind: 'log', passes: passes(end, choice), before, after: shape(end) } }
}

const passes = ({ skewness, kurtosis }: Moments, { skewMax, kurtosisMax }: Limits): boolean =>
  Math.abs(skewness) < skewMax || kurtosis < kurtosisMax

const shape = ({ skewness, kurtosis }: Moments): Shape => ({
  skewness: Number.isFinite(skewness) ? skewness : null,
  kurtosis: Number.isFinite(kurtosis) ? kurtosis : null,
})

/** Sets the farthest figures on the side of the skew to the next ones, and again, while it does not pass and points are left. */
function winsorise(column: Float64Array, limits: Limits): Float64Array {
  const moved = column.slice()
  const touched = new Set<number>()
  for (let now = moments(present(moved)); !passes(now, limits) && touched.size < limits.pointsMax;) {
    const high = now.skewness >= 0
    const [end, next] = endAndNext(moved, high)
    const beyond = endAndNext(
      moved.map((value) => (value === end ? next : value)),
      high,
    )[1]
    // All equal in the end would say nothing.
    if (!Number.isFinite(next) || !Number.isFinite(beyond)) break
    moved.forEach((value, i) => {
      if (value !== end) return
      moved[i] = next
      touched.add(i)
    })
    now = moments(present(moved))
  }
  return moved
}

/** The farthest figure and the farthest of the others. */
function endAndNext(column: Float64Array, high: boolean): [end: number, next: number] {
  const sign = high ? 1 : -1
  let end = -Infinity
  let next = -Infinity
  for (let i = 0; i < column.length; i++) {
    const value = sign * column[i]!
    if (value > end) [end, next] = [value, end]
    else if (value > next && value < end) next = value
  }
  return [sign * end, sign * next]
}

function logarithms(column: Float64Array): Float64Array {
  let low = Infinity
  let high = -Infinity
  for (const value of column) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const offset = LOG_OFFSET * (high - low)
  return column.map((value) => Math.log(value - low + offset))
}
