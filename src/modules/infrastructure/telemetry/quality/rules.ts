/** Gaps, stuck values, outliers and wrong clocks, found by stated rules. Pure. */
import { BY_NAME, USUAL } from './defaults.ts'
import type { Observed, QualityMark, Rule } from './types.ts'

/** The readings before one by which it is judged, and how many it takes to judge. */
export const TRAILING = 96
const TRAILING_MIN = 24
/** With fewer steps nothing is usual. */
const STEPS_MIN = 10
const HOUR_MS = 3_600_000
const AHEAD_MS = 10 * 60_000
const BEHIND_MS = 300 * 86_400_000
/** So many old readings that come at once are brought in by somebody, and are no clock's fault. */
const BROUGHT_IN = 10
/** Makes the median of deviations a standard deviation, where values are spread normally. */
const NORMAL = 1.4826

export const nameOf = (attribute: string): string => attribute.slice(Math.max(attribute.lastIndexOf('/'), attribute.lastIndexOf('#')) + 1) // prettier-ignore
export const ruleFor = (attribute: string): Rule => ({ ...USUAL, ...BY_NAME[nameOf(attribute)] })

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const ms = ({ at }: Observed): number => at.getTime()

/** Every mark in readings that stand in the order of time, by where it begins. */
export const marksIn = (readings: readonly Observed[], rule: Rule): QualityMark[] =>
  [...gaps(readings, rule), ...stuck(readings, rule), ...impossible(readings, rule), ...outliers(readings, rule), ...clocks(readings)] // prettier-ignore
    .sort((a, b) => a.from.getTime() - b.from.getTime())

function gaps(readings: readonly Observed[], { gap_steps }: Rule): QualityMark[] {
  const steps = readings.slice(1).map((one, i) => ms(one) - ms(readings[i]!))
  if (steps.length < STEPS_MIN) return []
  const usual_ms = median(steps)
  return steps.flatMap((step_ms, i) =>
    step_ms > gap_steps * usual_ms
      ? [{ kind: 'gap', from: readings[i]!.at, to: readings[i + 1]!.at, detail: { step_ms, usual_ms } } as const]
      : [],
  )
}

function stuck(readings: readonly Observed[], rule: Rule): QualityMark[] {
  if (!rule.stuck) return []
  const marks: QualityMark[] = []
  for (let first = 0; first < readings.length;) {
    const { value } = readings[first]!
    let after = first + 1
    while (after < readings.length && readings[after]!.value === value) after += 1
    const [from, to] = [readings[first]!.at, readings[after - 1]!.at]
    const isLong = to.getTime() - from.getTime() >= rule.stuck.hours * HOUR_MS
    if (value !== null && after - first >= rule.stuck.readings && isLong)
      marks.push({ kind: 'stuck', from, to, detail: { value, readings: after - first } })
    first = after
  }
  return marks
}

const beyond = (value: number, { min, max }: Rule): boolean =>
  (min !== null && value < min) || (max !== null && value > max)

function impossible(readings: readonly Observed[], rule: Rule): QualityMark[] {
  return readings.flatMap(({ at, value }) =>
    value !== null && beyond(value, rule) ? [{ kind: 'range', from: at, to: at, detail: { value } } as const] : [],
  )
}

/** Judged by those before it that can be; where they hardly differ, by a hundredth of what they are. */
function outliers(readings: readonly Observed[], rule: Rule): QualityMark[] {
  if (rule.outlier_z === null) return []
  const trailing: number[] = []
  const marks: QualityMark[] = []
  for (const { at, value } of readings) {
    if (value === null || beyond(value, rule)) continue
    if (trailing.length >= TRAILING_MIN) {
      const usual = median(trailing)
      const spread = NORMAL * median(trailing.map((one) => Math.abs(one - usual)))
      const z = Math.abs(value - usual) / Math.max(spread, Math.abs(usual) / 100, Number.MIN_VALUE)
      if (z > rule.outlier_z) marks.push({ kind: 'outlier', from: at, to: at, detail: { value, usual, z: Math.min(z, 1e9) } }) // prettier-ignore
    }
    // The same again and again would make anything else unlikely.
    if (value !== trailing.at(-1)) trailing.push(value)
    if (trailing.length > TRAILING) trailing.shift()
  }
  return marks
}

/** Observed after it was received, or long before it and not among others that were brought in. */
function clocks(readings: readonly Observed[]): QualityMark[] {
  const together = new Map<number, number>()
  for (const { receivedAt } of readings)
    together.set(receivedAt.getTime(), (together.get(receivedAt.getTime()) ?? 0) + 1)
  return readings.flatMap(({ at, receivedAt }) => {
    const late_ms = receivedAt.getTime() - at.getTime()
    const isAlone = together.get(receivedAt.getTime())! < BROUGHT_IN
    return late_ms < -AHEAD_MS || (late_ms > BEHIND_MS && isAlone)
      ? [{ kind: 'clock', from: at, to: at, detail: { late_ms } } as const]
      : []
  })
}
