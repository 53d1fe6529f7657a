/** What a fit and avoided use are, as data and as text. */
import { celsiusOf, type Days } from '#infrastructure'
import type { Avoided, CaltrackFit, CaltrackModel, Interval } from '#stats'
import { METHOD, type FilesRead } from './options.ts'

type Slope = CaltrackModel['heating']
const slopeData = (slope: Slope) =>
  slope && {
    ...{ balancePoint_f: slope.balancePoint_f, balancePoint_c: celsiusOf(slope.balancePoint_f) },
    ...{ perDegreeDay_f: slope.perDegreeDay_f, perDegreeDay_c: slope.perDegreeDay_f * 1.8 },
  }

export function fitData({ model, goodness, baseline, candidates, remarks }: CaltrackFit, read: FilesRead) {
  const { from, to } = baseline
  const within = (days: Days['missing']['use']) => days.filter(({ day }) => from <= day && day < to)
  const { use, temperature } = read.days.missing
  return {
    method: METHOD,
    zone: read.zone,
    files: read.files,
    baseline: { ...baseline, missing: { use: within(use), temperature: within(temperature) } },
    model: { ...model, unit: 'kWh', heating: slopeData(model.heating), cooling: slopeData(model.cooling) },
    fit: goodness,
    ...{ candidates, remarks, registerEvents: read.days.events },
  }
}

export function avoidedData({
  from,
  to,
  days,
  daysCounted,
  use,
  baseline,
  adjusted,
  avoided,
  level,
  intervals,
  fsu,
}: Avoided) {
  return {
    reporting: { from, to, days: days.length, daysCounted, use, baseline, adjusted },
    avoided: { value: avoided, unit: 'kWh', level, interval: intervals && intervals.caltrack, intervals, fsu },
    days,
  }
}

const short = (value: number): string => value.toFixed(2)
const percent = (share: number | null): string => (share === null ? 'unknown' : `${(100 * share).toFixed(1)} %`)

export function fitText({ model, goodness, baseline, remarks }: CaltrackFit): string {
  const slope = (name: string, side: string, { balancePoint_f, perDegreeDay_f }: NonNullable<Slope>) =>
    `${name}: ${short(perDegreeDay_f)} kWh a day for each °F ${side} ${balancePoint_f} °F (${short(celsiusOf(balancePoint_f))} °C)`
  const { heating, cooling } = model
  const odd = [...remarks.negativeDays, ...remarks.extremeDays]
  return lines(
    `Baseline from ${baseline.from} to before ${baseline.to}: ${baseline.daysUsed} of ${baseline.days} days`,
    `Whatever the weather: ${short(model.intercept)} kWh a day`,
    heating && slope('Heating', 'below', heating),
    cooling && slope('Cooling', 'above', cooling),
    `Adjusted R² ${goodness.rSquaredAdjusted.toFixed(4)}, CV(RMSE) ${percent(goodness.cvRmse)}, NMBE ${percent(goodness.nmbe)}`,
    odd.length > 0 && `To be looked at: ${odd.slice(0, 10).join(', ')}${odd.length > 10 ? '…' : ''}`,
  )
}

export function avoidedText({
  from,
  to,
  days,
  daysCounted,
  use,
  baseline,
  avoided,
  level,
  intervals,
}: Avoided): string {
  const around = (name: string, { low, high, band }: Interval) =>
    `  ± ${short(band)}, from ${short(low)} to ${short(high)}, at ${100 * level} % (${name})`
  return lines(
    `From ${from} to before ${to}: ${daysCounted} of ${days.length} days with both figures`,
    `Would have been used ${short(baseline)} kWh, was used ${short(use)} kWh`,
    `Avoided ${short(avoided)} kWh`,
    intervals && around('CalTRACK, of the whole baseline', intervals.caltrack),
    intervals && around('ASHRAE Guideline 14, of these days', intervals.guideline14),
  )
}

const lines = (...all: (string | null | false)[]): string => `${all.filter(Boolean).join('\n')}\n`
