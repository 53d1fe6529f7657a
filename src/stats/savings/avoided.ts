/** What was not used: the baseline's model at each day's weather, adjusted, less what was measured, day by day and in all. */
import { predictCaltrack, type ByDay, type CaltrackModel } from './caltrack.ts'
import type { Goodness } from './goodness.ts'
import { refuse } from './refusals.ts'
import { bandsOf, LEVEL, type Bands } from './uncertainty.ts'
import { dayAfter, daysFrom } from './zone.ts'

/** Ten years. */
const DAYS_MAX = 3_660

/** A change that is none of the measure's doing: so much more (or less) a day would have been used without it, from `from` to before `to`. */
export type Adjustment = { readonly from: string; readonly to: string | null; readonly perDay: number }

/** A day in which either figure is missing counts for nothing; `baseline` is the model with adjustments. */
export type AvoidedDay = {
  readonly day: string
  readonly use: number | null
  readonly temperature_f: number | null
  readonly baseline: number | null
  readonly avoided: number | null
}

export type Interval = { readonly low: number; readonly high: number; readonly band: number }

export type Avoided = {
  readonly from: string
  /** The day after the last. */
  readonly to: string
  readonly days: readonly AvoidedDay[]
  readonly daysCounted: number
  readonly use: number
  readonly baseline: number
  readonly adjusted: number
  readonly avoided: number
  readonly level: number
  /** Null where the model tells nothing of its errors. */
  readonly intervals: { readonly [Way in keyof Bands]: Interval } | null
  /** The guideline's band as a share of what was avoided; null where nothing was. */
  readonly fsu: number | null
}

export type Reporting = {
  use: ByDay
  temperature_f: ByDay
  from: string
  to: string
  adjustments?: readonly Adjustment[]
  level?: number
}

/** Throws `stats.savings.noDays` where no day has both figures, `tooMany`, `level`. */
export function avoidedUse(
  { model, goodness }: { model: CaltrackModel; goodness: Goodness },
  asked: Reporting,
): Avoided {
  const { use, temperature_f, from, to, adjustments = [], level = LEVEL } = asked
  const span = daysFrom(from, to)
  if (span > DAYS_MAX) throw refuse.tooMany({ found: span, most: DAYS_MAX })
  const days = Array.from({ length: Math.max(0, span) }, (_, i): AvoidedDay => {
    const day = dayAfter(from, i)
    const temperature = temperature_f.get(day) ?? null
    const measured = use.get(day) ?? null
    const baseline = temperature === null ? null : predictCaltrack(model, temperature) + adjustedBy(adjustments, day)
    const avoided = baseline === null || measured === null ? null : baseline - measured
    return { day, use: measured, temperature_f: temperature, baseline, avoided }
  })
  const counted = days.filter((day) => day.avoided !== null)
  if (counted.length === 0) throw refuse.noDays({ from, to, withUse: within(use, from, to), withTemperature: within(temperature_f, from, to) }) // prettier-ignore
  const total = (of: (day: AvoidedDay) => number) => counted.reduce((sum, day) => sum + of(day), 0)
  const [baseline, avoided] = [total((day) => day.baseline!), total((day) => day.avoided!)]
  const bands = bandsOf(goodness, counted.length, baseline, level)
  const around = (band: number): Interval => ({ low: avoided - band, high: avoided + band, band })
  return {
    ...{ from, to, days, daysCounted: counted.length, level, baseline, avoided },
    use: total((day) => day.use!),
    adjusted: total(({ day }) => adjustedBy(adjustments, day)),
    intervals: bands && { guideline14: around(bands.guideline14), caltrack: around(bands.caltrack) },
    fsu: bands && avoided !== 0 ? bands.guideline14 / Math.abs(avoided) : null,
  }
}

const adjustedBy = (adjustments: readonly Adjustment[], day: string): number =>
  adjustments.reduce((sum, { from, to, perDay }) => (from <= day && (to === null || day < to) ? sum + perDay : sum), 0)

const within = (days: ByDay, from: string, to: string): number =>
  [...days.keys()].filter((day) => from <= day && day < to).length
