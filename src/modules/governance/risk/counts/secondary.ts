/**
 * Secondary suppression: further cells are hidden until nobody who subtracts can come near those that had to be. For each
 * cell the cheapest way to make it doubtful is a set of changes that keep every total (a linear programme, as by Fischetti
 * and Salazar 2000); the cells it touches are hidden. Then the attacker is set on the table, and what he can do without is
 * published again.
 */
import { solve, type Constraint, type Model } from 'yalps'
import { attack, type Interval } from './attacker.ts'
import type { Protection } from './primary.ts'
import type { CountTable } from './table.ts'

export type Protected = {
  /** Hidden by the rule, and besides. */
  primary: number[]
  secondary: number[]
  /** What is left in doubt of each hidden cell. */
  intervals: Interval[]
  /** Cells that could not be protected: then nothing of the table may go out. */
  open: number[]
}

const ROUNDS_MAX = 8
const PIVOTS_MAX = 50_000
const OPENED_MAX = 80
/** Totals are missed most; zeros are often known to be zeros, and hide little. */
const TOTAL_COST = 8
const ZERO_COST = 20
const HIDDEN_COST = 0.001
const TOUCHED = 1e-7

export function protect(table: CountTable, protections: readonly Protection[]): Protected {
  const first = new Set(protections.map(({ cell }) => cell))
  const hidden = new Set(first)
  let open = protections
  let intervals: Interval[] = []
  for (let round = 0; round < ROUNDS_MAX && open.length > 0; round++) {
    // The neediest first: what it hides often serves the others.
    for (const one of open.toSorted((a, b) => b.up + b.down - a.up - a.down)) {
      for (const by of [one.up, -one.down])
        if (by !== 0) for (const cell of cheapest(table, hidden, one.cell, by, round)) hidden.add(cell)
    }
    intervals = attack(table, hidden)
    open = protections.filter((one) => !isDoubtful(one, intervals))
  }
  if (open.length === 0) intervals = reopen(table, protections, first, hidden, intervals)
  return {
    ...{ primary: [...first], secondary: [...hidden].filter((cell) => !first.has(cell)), intervals },
    open: open.map(({ cell }) => cell),
  }
}

const isDoubtful = ({ cell, down, up }: Protection, intervals: readonly Interval[]): boolean => {
  const own = intervals.find((interval) => interval.cell === cell)
  // The truth lies `down` above the least and `up` below the most; any place between them will do as well.
  return own !== undefined && own.high - own.low >= down + up && own.high > own.low
}

/** The cells that the cheapest change of `cell` by `by` touches. */
function cheapest(
  { cells, equations }: CountTable,
  hidden: ReadonlySet<number>,
  cell: number,
  by: number,
  round: number,
): number[] {
  const constraints = new Map<string, Constraint>(equations.map((_, i) => [`r${i}`, { equal: 0 }]))
  constraints.set('aim', { equal: by })
  const variables = new Map<string, Map<string, number>>()
  for (const [i, { value, isTotal }] of cells.entries()) {
    const cost = hidden.has(i)
      ? HIDDEN_COST
      : (1 + Math.log2(1 + value)) * (isTotal ? TOTAL_COST : 1) * (value === 0 ? ZERO_COST : 1)
    variables.set(`+${i}`, new Map([['cost', i === cell ? 0 : cost]]))
    if (value === 0) continue
    variables.set(`-${i}`, new Map([['cost', i === cell ? 0 : cost]]))
    // No count falls below zero.
    if (value < Math.abs(by) * REACH) {
      variables.get(`-${i}`)!.set(`b${i}`, 1)
      constraints.set(`b${i}`, { max: value })
    }
  }
  for (const [sign, name] of [
    [1, '+'],
    [-1, '-'],
  ] as const) {
    variables.get(`${name}${cell}`)?.set('aim', sign)
    for (const [i, { total, parts }] of equations.entries()) {
      variables.get(`${name}${total}`)?.set(`r${i}`, -sign)
      for (const part of parts) variables.get(`${name}${part}`)?.set(`r${i}`, sign)
    }
  }
  const model: Model<string, string> = {
    direction: 'minimize',
    objective: 'cost',
    constraints,
    variables,
    integers: round > 0,
  }
  const { variables: touched } = solve(model, { maxPivots: PIVOTS_MAX, timeout: 5_000 })
  return touched.filter(([, much]) => much > TOUCHED).map(([name]) => Number(name.slice(1)))
}
/** A change of one cell rarely moves another by more than so many times as much. */
const REACH = 4

/** Publishes what needs not be hidden: what the attacker knows anyway, and what the others do without. */
function reopen(
  table: CountTable,
  protections: readonly Protection[],
  first: ReadonlySet<number>,
  hidden: Set<number>,
  found: Interval[],
): Interval[] {
  let intervals = found
  const known = intervals.filter(({ cell, low, high }) => low === high && !first.has(cell))
  for (const { cell } of known) hidden.delete(cell)
  intervals = intervals.filter(({ cell }) => hidden.has(cell))
  const others = [...hidden]
    .filter((cell) => !first.has(cell))
    .sort((a, b) => table.cells[b]!.value - table.cells[a]!.value)
  for (const cell of others.slice(0, OPENED_MAX)) {
    const fewer = new Set(hidden)
    fewer.delete(cell)
    const after = attack(table, fewer)
    const told = after.filter(({ low, high }) => low === high)
    if (!protections.every((one) => isDoubtful(one, after)) || told.some((one) => first.has(one.cell))) continue
    hidden.delete(cell)
    for (const one of told) hidden.delete(one.cell)
    intervals = after.filter((one) => hidden.has(one.cell))
  }
  return intervals
}
