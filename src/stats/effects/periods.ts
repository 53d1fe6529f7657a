/** Time as evaluations need it: periods in order, at equal steps, under the names they came with. */
import { refuse } from './refusals.ts'
import type { Columns } from './types.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

type Kind = 'number' | 'month' | 'quarter' | 'day' | 'instant'
type Placed = { kind: Kind; at: number }

export type Periods = {
  /** Each row's place in `labels`. */
  readonly index: Int32Array
  /** Different periods, in order. */
  readonly labels: readonly string[]
  /** Where they stand, in steps: the shortest distance between two neighbours is 1. */
  readonly at: Float64Array
  readonly kind: Kind
  /** How many periods are before this one. Throws `stats.effects.period`, `periodKinds`. */
  before(from: string | number): number
  /** The first place that is not before this period. Throws `stats.effects.period`, `periodKinds`, `outside`. */
  placeOf(from: string | number): number
}

/** Throws `stats.effects.period` for what is no period, `periodKinds` where days and months stand in one column. */
export function periodsOf(columns: Columns, name: string): Periods {
  const column = columns[name]!
  const seen = new Map<string | number, Placed>()
  let kind: Kind | undefined
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (seen.has(value)) continue
    const placed = placedOf(value)
    if (!placed) throw refuse.period({ row: i + 1, column: name, found: String(value) })
    kind ??= placed.kind
    if (placed.kind !== kind) throw refuse.periodKinds({ row: i + 1, column: name, found: String(value) })
    seen.set(value, placed)
  }
  const byPlace = new Map<number, string>()
  for (const [value, { at }] of seen) if (!byPlace.has(at)) byPlace.set(at, String(value))
  const places = Float64Array.from(byPlace.keys()).sort()
  const order = new Map<number, number>()
  places.forEach((at, i) => order.set(at, i))
  const indexOf = new Map([...seen].map(([value, { at }]) => [value, order.get(at)!]))
  const index = new Int32Array(column.length)
  for (let i = 0; i < column.length; i++) index[i] = indexOf.get(column[i]!)!
  const step = stepOf(places)
  const labels = Array.from(places, (at) => byPlace.get(at)!)
  const before = (from: string | number) => {
    const wanted = placedOf(from)
    if (!wanted) throw refuse.period({ row: 0, column: 'from', found: String(from) })
    if (wanted.kind !== kind) throw refuse.periodKinds({ row: 0, column: 'from', found: String(from) })
    const place = places.findIndex((at) => at >= wanted.at)
    return place === -1 ? places.length : place
  }
  return {
    ...{ index, labels, kind: kind!, at: places.map((at) => (at - places[0]!) / step) },
    before,
    placeOf(from) {
      const place = before(from)
      if (place === 0 || place === labels.length) throw refuse.outside({ from: String(from), first: labels[0], last: labels.at(-1) }) // prettier-ignore
      return place
    },
  }
}

function stepOf(places: Float64Array): number {
  let step = Infinity
  for (let i = 1; i < places.length; i++) step = Math.min(step, places[i]! - places[i - 1]!)
  return Number.isFinite(step) ? step : 1
}

export function placedOf(value: string | number): Placed | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', at: value } : undefined
  const text = value.trim()
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: 'number', at: Number(text) }
  const [, year, quarter] = /^(\d{4})-?[QK]([1-4])$/i.exec(text) ?? []
  if (year) return { kind: 'quarter', at: Number(year) * 4 + Number(quarter) - 1 }
  const [, ofMonth, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (ofMonth) return { kind: 'month', at: Number(ofMonth) * 12 + Number(month) - 1 }
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text)
  if (!isDay && !/^\d{4}-\d\d-\d\d[T ]\d\d(:\d\d){0,2}(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.test(text)) return undefined
  // Without an offset an instant is read as UTC, so that the same file gives the same answer everywhere.
  const whole = isDay || /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`
  const at = Date.parse(whole.replace(' ', 'T').replace(/T(\d\d)(Z|[+-])/, 'T$1:00$2'))
  if (Number.isNaN(at)) return undefined
  return isDay ? { kind: 'day', at: at / DAY_MS } : { kind: 'instant', at: at / HOUR_MS }
}
