/** What stands in a column, counted cell by cell: shapes with their first places, numbers, different values. */
import { detached } from '#platform/text'
import { createDateLook } from '../values/dates.ts'
import { DATE, DATE_BAD, DATETIME, DATETIME_BAD, GEOJSON, NUMBERS_END, SHAPES, TEXT, TIME, UNIT, WKT, type Look } from './codes.ts' // prettier-ignore
import { createDistinct } from './distinct.ts'
import { shapeOf } from './shapes.ts'
import { createValues, hashOf } from './values.ts'
import { createSample, type Kept, type Sample } from './sample.ts'

/** So many different values are counted exactly; beyond, their number is an estimate. */
export const DISTINCT_EXACT_MAX = 10_000
const PLACES_OF_SHAPE = 20
const UNITS_MAX = 20
/** Longer texts are not kept to be counted each. */
const KEPT_CHARS_MAX = 200
/** Where a value comes less often than this by the time that there are too many of them, none is counted on. */
const REPEATED_MIN = 2

export type Seen = { line: number; text: string }
/** Of numbers, days or times of one shape. */
export type Sum = { count: number; sum: number; min: number; max: number; kept: Kept }
type Summing = Omit<Sum, 'kept'> & { sample: Sample }
export type Tally = {
  /** The cell from `from` to `to` of the text, whose signs these are. */
  add(text: string, signs: Uint16Array, from: number, to: number, line: number): void
  found(): Found
}
export type Found = {
  /** Cells that hold something. */
  filled: number
  counts: Float64Array
  places: Seen[][]
  sums: (Sum | undefined)[]
  units: Map<string, { count: number; places: Seen[] }>
  /** Exact, until there were too many. */
  values: { text: string; count: number; shape: number; line: number }[]
  isComplete: boolean
  distinct: number
  longest: number
}

type Known = { shape: number; value: number; unit: string; line: number; count: number }

/** `geometry` is told of each text that looks like one. */
export function createTally(geometry?: (text: string, line: number) => void): Tally {
  const counts = new Float64Array(SHAPES)
  const places: Seen[][] = []
  const sums: (Summing | undefined)[] = []
  const units: Found['units'] = new Map()
  const look: Look = { ...createDateLook(), value: 0, unit: '' }
  const known = createValues<Known>()
  let isComplete = true
  let counting = true
  const distinct = createDistinct()
  let filled = 0
  let longest = 0

  /** The first of a value, or all of them once their number is known. */
  const note = (text: string, line: number, shape: number): void => {
    const seen = (places[shape] ??= [])
    if (seen.length < PLACES_OF_SHAPE) seen.push({ line, text: detached(text) })
    if (shape >= UNIT) noteUnit(units, look.unit, text, line)
  }
  const sum = (shape: number, value: number, times: number): void => addTo((sums[shape] ??= createSum()), shape, value, times) // prettier-ignore
  const overflow = (): void => {
    isComplete = false
    for (const hash of known.hashes()) distinct.add(hash)
    counting = filled >= DISTINCT_EXACT_MAX * REPEATED_MIN
    if (!counting) settle()
  }
  /** What was counted by value is counted by shape. */
  const settle = (): void => {
    for (const [, { shape, value, unit, count }] of known.entries()) {
      counts[shape]! += count
      if (hasValue(shape)) sum(shape, value, count)
      const noted = shape >= UNIT ? units.get(unit) : undefined
      if (noted) noted.count += count - 1
    }
    known.clear()
  }

  return {
    add(whole, signs, from, to, line) {
      filled++
      const hash = hashOf(signs, from, to)
      if (counting) {
        const found = known.find(signs, hash, from, to)
        if (found) return void found.count++
      }
      const length = to - from
      if (length > longest) longest = length
      const shape = shapeOf(whole, from, to, look)
      if (shape === WKT || shape === GEOJSON) geometry?.(whole.slice(from, to), line)
      if (isComplete) {
        if (known.size() < DISTINCT_EXACT_MAX && length <= KEPT_CHARS_MAX) {
          const text = whole.slice(from, to)
          note(text, line, shape)
          return known.add(text, hash, { shape, value: look.value, unit: look.unit, line, count: 1 })
        }
        overflow()
      }
      distinct.add(hash)
      counts[shape]!++
      if (hasValue(shape)) sum(shape, look.value, 1)
      if (shape >= UNIT || (places[shape]?.length ?? 0) < PLACES_OF_SHAPE) note(whole.slice(from, to), line, shape)
    },
    found() {
      const values = known.entries().map(([text, { shape, line, count }]) => ({ text, shape, line, count }))
      settle()
      return { filled, counts, places, sums: sums.map(withKept), units, values, isComplete, distinct: isComplete ? values.length : distinct.estimate(), longest } // prettier-ignore
    },
  }
}

const withKept = (one: Summing | undefined): Sum | undefined => {
  if (!one) return undefined
  const { sample, ...sum } = one
  return { ...sum, kept: sample.kept() }
}

const createSum = (): Summing => ({ count: 0, sum: 0, min: Infinity, max: -Infinity, sample: createSample() })

function addTo(one: Summing, shape: number, value: number, times: number): void {
  one.count += times
  one.sum += value * times
  if (value < one.min) one.min = value
  if (value > one.max) one.max = value
  if (shape % UNIT < NUMBERS_END) one.sample.add(value, times)
}

/** Numbers, times, days and moments that there are. */
const hasValue = (shape: number): boolean =>
  shape !== TEXT && (shape < NUMBERS_END || shape >= UNIT || shape === TIME || (shape >= DATE && shape < DATE_BAD) || (shape >= DATETIME && shape < DATETIME_BAD)) // prettier-ignore

function noteUnit(units: Found['units'], unit: string, text: string, line: number): void {
  const found = units.get(unit)
  if (found) {
    found.count++
    if (found.places.length < PLACES_OF_SHAPE) found.places.push({ line, text: detached(text) })
  } else if (units.size < UNITS_MAX) units.set(unit, { count: 1, places: [{ line, text: detached(text) }] })
}
