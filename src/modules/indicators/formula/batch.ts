/**
 * Evaluates a definition over all areas and periods at once, column by column. Gives the very numbers that `evaluateCell`
 * gives; reasons are left to it, since few cells are asked for theirs.
 */
import { finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Compiled } from './compile.ts'
import { GRAVITY } from './outcome.ts'
import type { Plan, Step } from './plan.ts'

/** Statuses as bytes: the place in `GRAVITY`, or one of these. */
export const MISSING = 4
export const ABSENT = 5
export const statusByte = (status: string): number => (status === 'M' ? MISSING : GRAVITY.indexOf(status as 'A'))

/** A value and a status for each area and period: cell `area * periods + period`. */
export type Column = { readonly values: Float64Array; readonly statuses: Uint8Array }

/** The areas and periods that are evaluated, and how they lie in one another, as indexes. */
export type Grid = {
  readonly areas: readonly string[]
  readonly periods: readonly string[]
  readonly children: readonly (readonly number[])[]
  /** By period, by finer kind from coarse to fine: the finer periods' indexes; -1 for those the grid does not have. */
  readonly finer: readonly (readonly (readonly number[])[])[]
  lagged(count: number): Int32Array
}

export function makeGrid(
  areas: readonly string[],
  periods: readonly string[],
  childrenOf: (area: string) => readonly string[],
): Grid {
  const areaAt = new Map(areas.map((area, i) => [area, i]))
  const periodAt = new Map(periods.map((period, i) => [period, i]))
  const lags = new Map<number, Int32Array>()
  return {
    areas,
    periods,
    children: areas.map((area) => childrenOf(area).map((child) => areaAt.get(child) ?? -1)),
    finer: periods.map((period) => {
      const kind = periodKind(period)
      return kind
        ? finerKinds(kind).map((finer) => finerPeriods(period, finer).map((one) => periodAt.get(one) ?? -1))
        : []
    }),
    lagged(count) {
      let lag = lags.get(count)
      if (!lag)
        lags.set(
          count,
          (lag = Int32Array.from(periods, (period) => periodAt.get(lagPeriod(period, count) ?? '') ?? -1)),
        )
      return lag
    },
  }
}

export function emptyColumn({ areas, periods }: Pick<Grid, 'areas' | 'periods'>): Column {
  const cells = areas.length * periods.length
  return { values: new Float64Array(cells), statuses: new Uint8Array(cells).fill(ABSENT) }
}

/** What a definition reads, as columns of the grid. */
export type Columns = {
  input(measure: string, dimension: string): Column | undefined
  /** Of a definition that was evaluated before. */
  indicator(id: string): Column | undefined
}

/** The column of a definition, in its declared unit; ABSENT where nothing is known of what it reads in that very period. */
export function evaluateColumn(compiled: Compiled, grid: Grid, columns: Columns): Column {
  const { values, statuses } = evaluate(compiled.plan, grid, columns)
  const result = { values, statuses: statuses.slice() }
  const present = presence(compiled, grid, columns)
  for (let i = 0; i < result.statuses.length; i++) {
    if (!present[i]) result.statuses[i] = ABSENT
    else if (result.statuses[i] === ABSENT) result.statuses[i] = MISSING
  }
  return result
}

function presence({ inputs, references }: Compiled, grid: Grid, columns: Columns): Uint8Array {
  const present = new Uint8Array(grid.areas.length * grid.periods.length)
  const sources = [
    ...inputs.map(({ measure, dimension, steps }) => ({ column: columns.input(measure, dimension), steps })),
    ...references.map(({ id, steps }) => ({ column: columns.indicator(id), steps })),
  ]
  for (const { column, steps } of sources) {
    if (!column || steps.some((step) => step.kind === 'lag')) continue
    let known = Uint8Array.from(column.statuses, (status) => (status === ABSENT ? 0 : 1))
    for (const step of steps.toReversed()) known = anyPart(known, step, grid)
    for (let i = 0; i < present.length; i++) present[i]! |= known[i]!
  }
  return present
}

function anyPart(known: Uint8Array, step: Step, { areas, periods, children, finer }: Grid): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(known.length)
  for (let a = 0; a < areas.length; a++) {
    for (let p = 0; p < periods.length; p++) {
      const parts =
        step.kind === 'children'
          ? children[a]!.map((child) => child * periods.length + p)
          : finer[p]!.flat().map((one) => (one < 0 ? -1 : a * periods.length + one))
      result[a * periods.length + p] = parts.some((part) => part >= 0 && known[part]) ? 1 : 0
    }
  }
  return result
}

function evaluate(plan: Plan, grid: Grid, columns: Columns): Column {
  switch (plan.kind) {
    case 'input':
      return columns.input(plan.measure, plan.dimension) ?? emptyColumn(grid)
    case 'indicator':
      return columns.indicator(plan.id) ?? emptyColumn(grid)
    case 'constant': {
      const column = emptyColumn(grid)
      column.values.fill(plan.value)
      column.statuses.fill(0)
      return column
    }
    case 'negate':
      return unary(evaluate(plan.of, grid, columns), (value) => -value)
    case 'scale': {
      const { num, den } = plan
      return unary(evaluate(plan.of, grid, columns), (value) => (value * num) / den)
    }
    case 'lag':
      return lag(evaluate(plan.of, grid, columns), grid, plan.count)
    case 'areas':
    case 'periods':
      return aggregate(plan, evaluate(plan.of, grid, columns), grid)
    case 'sum':
    case 'min':
    case 'max':
      return fold(
        plan.kind,
        plan.of.map((part) => evaluate(part, grid, columns)),
        grid,
      )
    default:
      return binary(plan.kind, evaluate(plan.left, grid, columns), evaluate(plan.right, grid, columns))
  }
}

function unary({ values, statuses }: Column, change: (value: number) => number): Column {
  const result = { values: new Float64Array(values.length), statuses: statuses.slice() }
  for (let i = 0; i < values.length; i++) {
    if (statuses[i]! >= MISSING) continue
    const value = change(values[i]!)
    result.values[i] = value
    if (!Number.isFinite(value)) result.statuses[i] = MISSING
  }
  return result
}

function binary(kind: 'add' | 'subtract' | 'multiply' | 'divide', left: Column, right: Column): Column {
  const cells = left.values.length
  const values = new Float64Array(cells)
  const statuses = new Uint8Array(cells)
  for (let i = 0; i < cells; i++) {
    const a = left.statuses[i]!
    const b = right.statuses[i]!
    if (a >= MISSING || b >= MISSING) {
      statuses[i] = MISSING
      continue
    }
    const x = left.values[i]!
    const y = right.values[i]!
    const value = kind === 'divide' ? x / y : kind === 'add' ? x + y : kind === 'subtract' ? x - y : x * y
    values[i] = value
    statuses[i] = Number.isFinite(value) && !(kind === 'divide' && y === 0) ? Math.max(a, b) : MISSING
  }
  return { values, statuses }
}

function lag({ values, statuses }: Column, grid: Grid, count: number): Column {
  const result = emptyColumn(grid)
  const at = grid.lagged(count)
  const width = grid.periods.length
  for (let i = 0; i < values.length; i++) {
    const earlier = at[i % width]!
    if (earlier < 0) continue
    const from = i - (i % width) + earlier
    result.values[i] = values[from]!
    result.statuses[i] = statuses[from]!
  }
  return result
}

/** The parts of one cell in one number; MISSING as soon as one is. */
function fold(kind: 'sum' | 'min' | 'max', parts: Column[], grid: Grid): Column {
  const result = emptyColumn(grid)
  const from = parts.map((_, i) => i)
  for (let i = 0; i < result.values.length; i++) combine(result, i, kind, from.length, (part) => [parts[part]!, i])
  return result
}

function aggregate(plan: Plan & { kind: 'areas' | 'periods' }, of: Column, grid: Grid): Column {
  const result = emptyColumn(grid)
  const width = grid.periods.length
  for (let a = 0; a < grid.areas.length; a++) {
    for (let p = 0; p < width; p++) {
      const i = a * width + p
      const parts = plan.kind === 'areas' ? partsOfArea(grid, a, p) : partsOfPeriod(grid, of, a, p)
      if (parts.length === 0) result.statuses[i] = MISSING
      else combine(result, i, 'sum', parts.length, (part) => [of, parts[part]!])
      if (plan.mean && result.statuses[i]! < MISSING) result.values[i]! /= parts.length
    }
  }
  return result
}

const partsOfArea = ({ children, periods }: Grid, a: number, p: number): number[] =>
  children[a]!.map((child) => (child < 0 ? -1 : child * periods.length + p))

function partsOfPeriod({ finer, periods }: Grid, of: Column, a: number, p: number): number[] {
  for (const kind of finer[p]!) {
    const parts = kind.map((one) => (one < 0 ? -1 : a * periods.length + one))
    if (parts.some((part) => part >= 0 && of.statuses[part] !== ABSENT)) return parts
  }
  return []
}

/** `part` gives a column and the cell in it, -1 where the grid has none. Sums as `compensated` does. */
function combine(
  result: Column,
  i: number,
  kind: 'sum' | 'min' | 'max',
  count: number,
  part: (n: number) => [Column, number],
): void {
  let gravest = 0
  let sum = 0
  let lost = 0
  let extreme = kind === 'min' ? Infinity : -Infinity
  for (let n = 0; n < count; n++) {
    const [column, at] = part(n)
    const status = at < 0 ? ABSENT : column.statuses[at]!
    if (status >= MISSING) {
      result.statuses[i] = MISSING
      return
    }
    const value = column.values[at]!
    if (status > gravest) gravest = status
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
    extreme = kind === 'min' ? Math.min(extreme, value) : Math.max(extreme, value)
  }
  const value = kind === 'sum' ? sum + lost : extreme
  result.values[i] = value
  result.statuses[i] = gravest
}
