/**
 * CalTRACK 2.0, daily: a building's use by day as a constant, so much for each degree below a heating balance point and so
 * much for each above a cooling one. All balance points of a grid are tried; what explains most, fairly counted, is taken.
 */
import { Matrix, solve } from 'ml-matrix'
import { quantileSorted } from '../robust.ts'
import { goodness, type Goodness } from './goodness.ts'
import { refuse } from './refusals.ts'
import { dayAfter } from './zone.ts'

/** The baseline is the year before the measure (2.2.1.1), nine tenths of it known (2.2.1.2). */
export const BASELINE_DAYS = 365
export const BASELINE_DAYS_MIN = Math.ceil(0.9 * BASELINE_DAYS)
/** Balance points in °F, by one (3.2.1). */
const GRID_F = { from: 30, to: 90 }
/** A candidate's degree days: so many days with some, so many in all (3.2.2.1). */
const NONZERO_MIN = 10
const TOTAL_MIN = 20
/** Fits nearer than this are alike, and the simpler model stays. */
const EQUAL = 1e-12

export type Slope = { readonly balancePoint_f: number; readonly perDegreeDay_f: number }
export type CaltrackModel = {
  readonly kind: 'intercept_only' | 'hdd_only' | 'cdd_only' | 'cdd_hdd'
  /** Use a day whatever the weather. */
  readonly intercept: number
  readonly heating: Slope | null
  readonly cooling: Slope | null
}

export type CaltrackFit = {
  readonly model: CaltrackModel
  readonly goodness: Goodness
  /** The days from `from` to before `to`; those that had both figures. */
  readonly baseline: { readonly from: string; readonly to: string; readonly days: number; readonly daysUsed: number }
  readonly candidates: { readonly tried: number; readonly qualified: number }
  /** Days below zero (power fed back?) and far above the rest (2.3.5, 2.3.6), for somebody to look at. */
  readonly remarks: { readonly negativeDays: readonly string[]; readonly extremeDays: readonly string[] }
}

export type ByDay = ReadonlyMap<string, number>

/** Use and temperature in °F by day, for the year before `end`. Throws `stats.savings.tooFewDays`, `noModel`. */
export function fitCaltrack(use: ByDay, temperature_f: ByDay, end: string): CaltrackFit {
  const from = dayAfter(end, -BASELINE_DAYS)
  const all = Array.from({ length: BASELINE_DAYS }, (_, i) => dayAfter(from, i))
  const days = all.filter((day) => use.has(day) && temperature_f.has(day))
  if (days.length < BASELINE_DAYS_MIN) throw tooFew(all, use, temperature_f, end, days.length)
  const observed = Float64Array.from(days, (day) => use.get(day)!)
  const temperatures = Float64Array.from(days, (day) => temperature_f.get(day)!)
  const { best, tried, qualified } = search(observed, temperatures)
  const model = exact(best, observed, temperatures)
  const modelled = temperatures.map((temperature) => predictCaltrack(model, temperature))
  return {
    model,
    goodness: goodness(observed, modelled, [model.heating, model.cooling].filter(Boolean).length),
    baseline: { from, to: end, days: BASELINE_DAYS, daysUsed: days.length },
    candidates: { tried, qualified },
    remarks: remarksOf(days, observed),
  }
}

/** The use of a day of this mean temperature. */
export function predictCaltrack({ intercept, heating, cooling }: CaltrackModel, temperature_f: number): number {
  const below = heating ? heating.perDegreeDay_f * Math.max(0, heating.balancePoint_f - temperature_f) : 0
  const above = cooling ? cooling.perDegreeDay_f * Math.max(0, temperature_f - cooling.balancePoint_f) : 0
  return intercept + below + above
}

/** Says what is missing, and by when there would be enough at this pace. */
function tooFew(all: string[], use: ByDay, temperature: ByDay, end: string, found: number) {
  const first = [...use.keys()].filter((day) => temperature.has(day)).sort()[0]
  return refuse.tooFewDays({
    ...{ found, least: BASELINE_DAYS_MIN, of: BASELINE_DAYS, from: all[0], end, more: BASELINE_DAYS_MIN - found },
    withoutUse: all.filter((day) => !use.has(day)).length,
    withoutTemperature: all.filter((day) => !temperature.has(day)).length,
    // A baseline needs not be full at its beginning.
    enoughFrom: first === undefined ? 'never' : dayAfter(first, BASELINE_DAYS_MIN),
  })
}

type Candidate = { heating_f: number | null; cooling_f: number | null }
type Column = { balancePoint_f: number; values: Float64Array }

const degreesBelow = (temperature: number, point: number): number => Math.max(0, point - temperature)
const degreesAbove = (temperature: number, point: number): number => Math.max(0, temperature - point)

/** All balance points with enough degree days, each as a column. */
function columnsOf(temperatures: Float64Array, degrees: typeof degreesBelow): Column[] {
  const points = Array.from({ length: GRID_F.to - GRID_F.from + 1 }, (_, i) => GRID_F.from + i)
  return points
    .map((balancePoint_f) => ({ balancePoint_f, values: temperatures.map((t) => degrees(t, balancePoint_f)) }))
    .filter(({ values }) => {
      const nonzero = values.filter((value) => value > 0)
      return nonzero.length >= NONZERO_MIN && nonzero.reduce((sum, value) => sum + value, 0) >= TOTAL_MIN
    })
}

/** Every candidate's fit from the products of all columns, which are taken once. */
function search(observed: Float64Array, temperatures: Float64Array) {
  const heating = columnsOf(temperatures, degreesBelow)
  const cooling = columnsOf(temperatures, degreesAbove)
  const n = observed.length
  const columns = [...heating, ...cooling].map(({ values }) => values)
  const means = [observed, ...columns].map((values) => values.reduce((sum, value) => sum + value, 0) / n)
  const centred = new Matrix(
    [observed, ...columns].map((values, i) => Array.from(values, (value) => value - means[i]!)),
  )
  const products = centred.mmul(centred.transpose())
  const total = products.get(0, 0)
  let best: Candidate & { fit: number } = { heating_f: null, cooling_f: null, fit: 0 }
  // The constant alone is the first candidate: it explains nothing.
  let [tried, qualified] = [1, means[0]! >= 0 ? 1 : 0]
  const consider = (places: number[], candidate: Candidate) => {
    tried++
    const slopes = slopesOf(products, places)
    const constant = places.reduce((rest, place, i) => rest - slopes[i]! * means[place]!, means[0]!)
    if (!slopes.every((slope) => slope >= 0) || !(constant >= 0)) return
    qualified++
    const explained = places.reduce((sum, place, i) => sum + slopes[i]! * products.get(place, 0), 0)
    const fit = 1 - ((1 - explained / total) * (n - 1)) / (n - places.length - 1)
    if (fit > best.fit + EQUAL) best = { ...candidate, fit }
  }
  heating.forEach(({ balancePoint_f }, i) => consider([1 + i], { heating_f: balancePoint_f, cooling_f: null }))
  cooling.forEach(({ balancePoint_f: cooling_f }, j) => {
    const place = 1 + heating.length + j
    consider([place], { heating_f: null, cooling_f })
    heating.forEach(({ balancePoint_f: heating_f }, i) => {
      if (heating_f <= cooling_f) consider([1 + i, place], { heating_f, cooling_f })
    })
  })
  if (qualified === 0) throw refuse.noModel({ tried })
  return { best, tried, qualified }
}

/** Least squares on one or two centred columns; not a number where they say the same. */
function slopesOf(products: Matrix, places: number[]): number[] {
  const [a, b] = places as [number, number?]
  if (b === undefined) return [products.get(a, 0) / products.get(a, a)]
  const determinant = products.get(a, a) * products.get(b, b) - products.get(a, b) ** 2
  return [
    (products.get(a, 0) * products.get(b, b) - products.get(b, 0) * products.get(a, b)) / determinant,
    (products.get(b, 0) * products.get(a, a) - products.get(a, 0) * products.get(a, b)) / determinant,
  ]
}

/** The chosen candidate once more, by QR on the days themselves. */
function exact({ heating_f, cooling_f }: Candidate, observed: Float64Array, temperatures: Float64Array): CaltrackModel {
  const rows = Array.from(temperatures, (temperature) => [
    1,
    ...(heating_f === null ? [] : [degreesBelow(temperature, heating_f)]),
    ...(cooling_f === null ? [] : [degreesAbove(temperature, cooling_f)]),
  ])
  const [intercept, ...slopes] = solve(new Matrix(rows), Matrix.columnVector(observed)).to1DArray()
  const of = (balancePoint_f: number | null): Slope | null =>
    balancePoint_f === null ? null : { balancePoint_f, perDegreeDay_f: slopes.shift()! }
  const [heating, cooling] = [of(heating_f), of(cooling_f)]
  const kind = heating && cooling ? 'cdd_hdd' : heating ? 'hdd_only' : cooling ? 'cdd_only' : 'intercept_only'
  return { kind, intercept: intercept!, heating, cooling }
}

function remarksOf(days: readonly string[], observed: Float64Array): CaltrackFit['remarks'] {
  const sorted = observed.toSorted()
  const at = (share: number) => quantileSorted(sorted, share)!
  const limit = at(0.5) + 3 * (at(0.75) - at(0.25))
  return {
    negativeDays: days.filter((_, i) => observed[i]! < 0),
    extremeDays: days.filter((_, i) => observed[i]! > limit),
  }
}
