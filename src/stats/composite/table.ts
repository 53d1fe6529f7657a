/** Figures as columns of doubles, NaN where there is none; inside the composite index only. */
import { refuse } from './refusals.ts'
import type { Tree } from './structure.ts'
import type { Column, Table } from './types.ts'

export const UNITS_MIN = 2
export const UNITS_MAX = 100_000
const MAGNITUDE_MAX = 1e100
const ROUNDING = 1e-12
const RANGE_MIN = 1e-290

/** The indicators divided by their denominators. Throws `stats.composite.…`: tooFewUnits, duplicateUnit, missingColumn, columnLength, notFinite. */
export function denominate(table: Table, tree: Tree): { raw: Float64Array[]; denominated: Float64Array[] } {
  checkUnits(table.units)
  const raw = tree.indicators.map(({ code }) => numbers(table, code))
  const denominators = new Map<string, Float64Array>()
  const denominated = tree.indicators.map(({ denominator }, i) => {
    if (!denominator) return raw[i]!
    const by = denominators.get(denominator) ?? numbers(table, denominator)
    denominators.set(denominator, by)
    return raw[i]!.map((value, unit) => {
      const share = by[unit] === 0 ? NaN : value / by[unit]!
      if (Math.abs(share) > MAGNITUDE_MAX)
        throw refuse.notFinite({ node: tree.indicators[i]!.code, unit: table.units[unit]!, found: String(share) })
      return share
    })
  })
  return { raw, denominated }
}

function checkUnits(units: readonly string[]): void {
  if (units.length < UNITS_MIN) throw refuse.tooFewUnits({ found: units.length, least: UNITS_MIN })
  if (units.length > UNITS_MAX) throw refuse.tooMany({ what: 'units', found: units.length, most: UNITS_MAX })
  const seen = new Set<string>()
  for (const unit of units) {
    if (seen.has(unit)) throw refuse.duplicateUnit({ unit })
    seen.add(unit)
  }
}

function numbers({ columns, units }: Table, code: string): Float64Array {
  const column = columns.get(code)
  if (!column) throw refuse.missingColumn({ node: code })
  if (column.length !== units.length)
    throw refuse.columnLength({ node: code, found: column.length, expected: units.length })
  const numbers = new Float64Array(column.length)
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    if (value !== null && !(Math.abs(value) <= MAGNITUDE_MAX))
      throw refuse.notFinite({ node: code, unit: units[i]!, found: String(value) })
    numbers[i] = value ?? NaN
  }
  return numbers
}

/** Without the missing ones. */
export function present(column: Float64Array): Float64Array {
  const values = new Float64Array(column.length)
  let count = 0
  for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i]!)) values[count++] = column[i]!
  return values.subarray(0, count)
}

/** Do these figures tell no units apart, but for the rounding of doubles? */
export function alike(values: Float64Array): boolean {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return high - low <= Math.max(RANGE_MIN, ROUNDING * Math.max(Math.abs(low), Math.abs(high)))
}

/** For outside, where a missing figure is null. */
export const toColumn = (column: Float64Array): Column =>
  Array.from(column, (value) => (Number.isNaN(value) ? null : value))

export function select(column: Float64Array, kept: readonly number[]): Float64Array {
  const selected = new Float64Array(kept.length)
  for (let i = 0; i < kept.length; i++) selected[i] = column[kept[i]!]!
  return selected
}
