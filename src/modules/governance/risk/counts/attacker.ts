/**
 * What whoever subtracts can know of hidden cells: for each the least and the most that fit all published numbers, by linear
 * programming (YALPS). A solver reckons with fractions of a double, so its word is not taken: a bound counts only with a
 * whole table of whole numbers that fits every equation exactly, checked here; without one the cell counts as told.
 */
import { solve, type Constraint, type Model } from 'yalps'
import type { CountTable } from './table.ts'

/** Between `low` and `high` the attacker is left in doubt; both have been seen to be possible. */
export type Interval = { cell: number; low: number; high: number }

const FAR = 1e-6
const WHOLE_TIMEOUT_MS = 2_000
const PIVOTS_MAX = 20_000

/** Equations with hidden cells in them; what is published of each stands on its right side. */
type System = { cells: number[]; rows: { own: Map<number, 1 | -1>; right: number }[] }

export function attack(table: CountTable, hidden: ReadonlySet<number>): Interval[] {
  return systems(table, hidden).flatMap((system) => system.cells.map((cell) => intervalOf(table, system, cell)))
}

/** Hidden cells that no equation joins are told apart, and each lot is looked at by itself. */
export function systems({ cells, equations }: CountTable, hidden: ReadonlySet<number>): System[] {
  const rows = equations.flatMap(({ total, parts }) => {
    const own = new Map<number, 1 | -1>()
    let right = 0
    for (const [cell, sign] of [[total, -1] as const, ...parts.map((part) => [part, 1] as const)])
      if (hidden.has(cell)) own.set(cell, sign)
      else right -= sign * cells[cell]!.value
    return own.size > 0 ? [{ own, right }] : []
  })
  const lotOf = new Map<number, number>([...hidden].map((cell) => [cell, cell]))
  const root = (cell: number): number => {
    let at = cell
    while (lotOf.get(at) !== at) at = lotOf.get(at)!
    lotOf.set(cell, at)
    return at
  }
  for (const { own } of rows) {
    const [first, ...others] = own.keys()
    for (const other of others) lotOf.set(root(other), root(first!))
  }
  const lots = new Map<number, System>()
  for (const cell of [...hidden].sort((a, b) => a - b)) {
    const lot = lots.get(root(cell)) ?? { cells: [], rows: [] }
    lot.cells.push(cell)
    lots.set(root(cell), lot)
  }
  for (const row of rows) lots.get(root(row.own.keys().next().value!))!.rows.push(row)
  return [...lots.values()]
}

function intervalOf(table: CountTable, system: System, cell: number): Interval {
  const { value } = table.cells[cell]!
  // No equation speaks of it: it can be anything.
  if (!system.rows.some(({ own }) => own.has(cell))) return { cell, low: 0, high: Infinity }
  const low = extreme(system, cell, 'minimize')
  const high = extreme(system, cell, 'maximize')
  return { cell, low: Math.min(low ?? value, value), high: Math.max(high ?? value, value) }
}

/** Undefined where no whole table was found. */
function extreme(system: System, cell: number, direction: 'minimize' | 'maximize'): number | undefined {
  const constraints = new Map<string, Constraint>(system.rows.map(({ right }, i) => [`r${i}`, { equal: right }]))
  const variables = new Map(system.cells.map((own) => [own, new Map<string, number>(own === cell ? [['aim', 1]] : [])]))
  for (const [i, { own }] of system.rows.entries()) for (const [at, sign] of own) variables.get(at)!.set(`r${i}`, sign)
  const model: Model<number, string> = { direction, objective: 'aim', constraints, variables }
  const found = solve(model, { maxPivots: PIVOTS_MAX })
  if (found.status === 'unbounded') return Infinity
  if (found.status !== 'optimal') return undefined
  const seen = witness(system, found.variables)
  if (seen) return seen.get(cell) ?? 0
  const whole = solve({ ...model, integers: true }, { maxPivots: PIVOTS_MAX, timeout: WHOLE_TIMEOUT_MS })
  if (whole.status !== 'optimal' && whole.status !== 'timedout') return undefined
  return witness(system, whole.variables)?.get(cell)
}

/** The solution in whole numbers, if they fit every equation exactly. */
function witness(
  { cells, rows }: System,
  solution: readonly (readonly [number, number])[],
): Map<number, number> | undefined {
  const values = new Map<number, number>(cells.map((cell) => [cell, 0]))
  for (const [cell, value] of solution) {
    if (Math.abs(value - Math.round(value)) > FAR) return undefined
    values.set(cell, Math.round(value))
  }
  const fits = rows.every(
    ({ own, right }) => [...own].reduce((sum, [cell, sign]) => sum + sign * values.get(cell)!, 0) === right,
  )
  return fits && [...values.values()].every((value) => value >= 0) ? values : undefined
}
