/** The columns a plan names, looked through before anything is computed: there, whole, finite. */
import { columnsOf, type EffectPlan } from './plan.ts'
import { refuse } from './refusals.ts'
import type { Columns } from './types.ts'

export const ROWS_MAX = 5_000_000

export type Complete = { readonly columns: Columns; readonly rows: number; readonly dropped: number }

/**
 * The rows in which every named column holds something. Rows are told counted from 1. Throws `stats.effects.columnUnknown`,
 * `missing`, `notFinite`, `notNumber`, `empty`, `tooMany`.
 */
export function completeRows(plan: EffectPlan, columns: Columns): Complete {
  const { numbers, names, gaps } = columnsOf(plan)
  const whole = [...new Set([...numbers, ...names])]
  const used = [...new Set([...whole, ...gaps])]
  for (const name of used) demandColumn(columns, name)
  const rows = columns[plan.outcome]!.length
  for (const name of used)
    if (columns[name]!.length !== rows) throw refuse.columnUnknown({ column: name, known: known(columns) })
  if (rows === 0) throw refuse.empty({})
  if (rows > ROWS_MAX) throw refuse.tooMany({ found: rows, most: ROWS_MAX })
  const keep = new Uint8Array(rows).fill(1)
  let kept = rows
  for (const name of whole) {
    const column = columns[name]!
    const asNumbers = numbers.includes(name)
    for (let i = 0; i < rows; i++) {
      const value = column[i]
      if (value === null || value === undefined || value === '') {
        if (plan.missing === 'refuse') throw refuse.missing({ row: i + 1, column: name })
        kept -= keep[i]!
        keep[i] = 0
      } else if (typeof value === 'number' ? !Number.isFinite(value) : asNumbers)
        throw refuse[typeof value === 'number' ? 'notFinite' : 'notNumber']({ row: i + 1, column: name, found: String(value) }) // prettier-ignore
    }
  }
  if (kept === 0) throw refuse.empty({})
  if (kept === rows) return { columns, rows, dropped: 0 }
  return {
    columns: Object.fromEntries(used.map((name) => [name, Array.prototype.filter.call(columns[name], (_, i) => keep[i]) as (number | string | null)[]])), // prettier-ignore
    ...{ rows: kept, dropped: rows - kept },
  }
}

function demandColumn(columns: Columns, name: string): void {
  if (!Object.hasOwn(columns, name)) throw refuse.columnUnknown({ column: name, known: known(columns) })
}
const known = (columns: Columns): string => Object.keys(columns).join(', ')

/** A column of numbers, which `completeRows` has looked through. */
export function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columns[name]!
  return column instanceof Float64Array ? column : Float64Array.from(column as ArrayLike<number>)
}

/** 1 and 0. Throws `stats.effects.notBinary`. */
export function binaryOf(columns: Columns, name: string): Float64Array {
  const values = numbersOf(columns, name)
  for (let i = 0; i < values.length; i++)
    if (values[i] !== 0 && values[i] !== 1) throw refuse.notBinary({ row: i + 1, column: name, found: values[i] })
  return values
}

/** Each row's place in the list of different values, in the order in which they first stand. */
export type Codes = { readonly codes: Int32Array; readonly names: readonly (string | number)[] }

export function codesOf(columns: Columns, name: string): Codes {
  const column = columns[name]!
  const places = new Map<string | number, number>()
  const codes = new Int32Array(column.length)
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!
    let place = places.get(value)
    if (place === undefined) places.set(value, (place = places.size))
    codes[i] = place
  }
  return { codes, names: [...places.keys()] }
}
