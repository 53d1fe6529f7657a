/**
 * Where units begin at different times: each cohort against those never treated alone, from the period before its start,
 * then the mean over treated cohorts and periods (Callaway and Sant'Anna 2021, without covariates).
 */
import { told } from './covariance.ts'
import { NEVER, type Timing } from './timing.ts'
import type { Part } from './types.ts'

/** null where no unit is never treated, or the panel has holes or rows twice. */
export function cleanComparison(timing: Timing, y: Float64Array, level: number): Part | null {
  const { units, periods, starts, cohorts } = timing
  const [n, wide] = [units.names.length, periods.labels.length]
  const never = starts.reduce((count, start) => count + (start === NEVER ? 1 : 0), 0)
  if (never < 2 || y.length !== n * wide) return null
  const cells = new Float64Array(n * wide).fill(NaN)
  for (let i = 0; i < y.length; i++) cells[units.codes[i]! * wide + periods.index[i]!] = y[i]!
  if (cells.some(Number.isNaN)) return null
  const sized = cohorts.filter((start) => start > 0).map((start) => ({ start, size: starts.reduce((count, own) => count + (own === start ? 1 : 0), 0) })) // prettier-ignore
  const weightAll = sized.reduce((sum, { start, size }) => sum + size * (wide - start), 0)
  const effects = sized.flatMap(
    ({ start, size }) =>
    Array.from({ length: wide - start }, (_, lag) => ({ start, size, ...oneEffect(cells, timing, { start, size, never, at: start + lag }) })), // prettier-ignore
  )
  const estimate = effects.reduce((sum, { size, effect }) => sum + (size / weightAll) * effect, 0)
  // Each unit's pull on the mean: through its cohort's effects, and through how large the cohort is.
  const pull = new Float64Array(n)
  for (const { start, size, effect, pulls } of effects)
    for (let i = 0; i < n; i++)
      pull[i]! += (size / weightAll) * pulls[i]! + (starts[i] === start ? (effect - estimate) * (n / weightAll) : 0)
  const se = Math.sqrt(pull.reduce((sum, value) => sum + value * value, 0)) / n
  return { id: 'cleanComparison', ...told(estimate, se, Infinity, level) }
}

type Cell = { start: number; size: number; never: number; at: number }
function oneEffect(cells: Float64Array, { starts, periods }: Timing, { start, size, never, at }: Cell) {
  const wide = periods.labels.length
  const change = (unit: number) => cells[unit * wide + at]! - cells[unit * wide + start - 1]!
  let [treated, control] = [0, 0]
  starts.forEach((own, unit) => {
    if (own === start) treated += change(unit) / size
    else if (own === NEVER) control += change(unit) / never
  })
  const n = starts.length
  const pulls = Float64Array.from(starts, (own, unit) =>
    own === start ? (n / size) * (change(unit) - treated) : own === NEVER ? (-n / never) * (change(unit) - control) : 0,
  )
  return { effect: treated - control, pulls }
}
