/**
 * Evaluates a definition over all areas and periods at once, column by column. Gives the very numbers that `evaluateCell`
 * gives; reasons are left to it, since few cells are asked for theirs.
 */
import type { Compiled } from './compile.ts'
import type { Grid } from './grid.ts'
import { GRAVITY } from './outcome.ts'
import { anchorsOf, isConstant, type Aggregate, type Plan, type Step } from './plan.ts'

/** Statuses as bytes: the place in `GRAVITY`, or one of these. From `MISSING` on there is no value. */
const BREAK = GRAVITY.indexOf('B')
export const MISSING = 4
export const ABSENT = 5
export const statusByte = (status: string): number => (status === 'M' ? MISSING : GRAVITY.indexOf(status as 'A'))

/** A value and a status for each area and period: cell `area * periods + period`. */
export type Column = { readonly values: Float64Array; readonly statuses: Uint8Array }

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

/** The column of a definition, in its declared unit; ABSENT where nothing is known of what makes a cell. */
export function evaluateColumn(compiled: Compiled, grid: Grid, columns: Columns): Column {
  const { values, statuses } = evaluate(compiled.plan, grid, columns)
  const present = presence(compiled, grid, columns)
  const settled = new Uint8Array(statuses.length)
  for (let i = 0; i < settled.length; i++) settled[i] = present[i] ? Math.min(statuses[i]!, MISSING) : ABSENT
  return { values, statuses: settled }
}

/** Cells in which something is known of what makes them. */
function presence({ inputs, references }: Compiled, grid: Grid, columns: Columns): Uint8Array {
  const present = new Uint8Array(grid.areas.length * grid.periods.length)
  const sources = anchorsOf([...inputs, ...references])
  for (const source of sources) {
    const { steps } = source
    const column = 'id' in source ? columns.indicator(source.id) : columns.input(source.measure, source.dimension)
    if (!column) continue
    const { statuses } = column
    if (steps.length === 0) {
      for (let i = 0; i < present.length; i++) if (statuses[i] !== ABSENT) present[i] = 1
      continue
    }
    let known = statuses.map((status) => (status === ABSENT ? 0 : 1))
    for (const step of steps.toReversed()) known = anyPart(known, step, grid)
    for (let i = 0; i < present.length; i++) present[i] = present[i]! | known[i]!
  }
  return present
}

function anyPart(known: Uint8Array<ArrayBuffer>, step: Step, grid: Grid): Uint8Array<ArrayBuffer> {
  const width = grid.periods.length
  const isKnown = (cell: number) => cell >= 0 && known[cell] === 1
  return known.map((_, i) => {
    if (step.kind === 'children') return grid.children(i).some(isKnown) ? 1 : 0
    const first = i - (i % width)
    if (step.kind === 'lag') {
      const earlier = grid.lagged(step.count).from[i % width]!
      return isKnown(earlier < 0 ? -1 : first + earlier) ? 1 : 0
    }
    return grid.finer(i % width).some((kind) => kind.some((p) => isKnown(p < 0 ? -1 : first + p))) ? 1 : 0
  })
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
      return scale(evaluate(plan.of, grid, columns), -1, 1)
    case 'scale':
      return scale(evaluate(plan.of, grid, columns), plan.num, plan.den)
    case 'lag':
      return lag(evaluate(plan.of, grid, columns), grid, plan.count)
    case 'areas':
    case 'periods':
      return aggregate(plan, evaluate(plan.of, grid, columns), grid)
    case 'sum':
    case 'min':
    case 'max': {
      const parts = plan.of.map((part) => evaluate(part, grid, columns))
      return fold(plan.kind, parts, plan.of.map(isConstant))
    }
    default: {
      const left = evaluate(plan.left, grid, columns)
      const right = evaluate(plan.right, grid, columns)
      return binary(plan.kind, left, right, [isConstant(plan.left), isConstant(plan.right)])
    }
  }
}

const columnLike = ({ values }: Column): Column => ({
  values: new Float64Array(values.length),
  statuses: new Uint8Array(values.length),
})

/** A number that is too large for one, or no number, is missing. */
const settledStatus = (value: number, status: number) => (Number.isFinite(value) ? status : MISSING)

function scale({ values, statuses }: Column, num: number, den: number): Column {
  const result = columnLike({ values, statuses })
  for (let i = 0; i < values.length; i++) {
    const status = statuses[i]!
    const value = (values[i]! * num) / den
    result.values[i] = value
    result.statuses[i] = status >= MISSING ? status : settledStatus(value, status)
  }
  return result
}

function binary(
  kind: 'add' | 'subtract' | 'multiply' | 'divide',
  left: Column,
  right: Column,
  [leftIsConstant, rightIsConstant]: readonly [boolean, boolean],
): Column {
  const { values: x, statuses: a } = left
  const { values: y, statuses: b } = right
  const result = columnLike(left)
  const { values, statuses } = result
  if (kind === 'add') for (let i = 0; i < values.length; i++) values[i] = x[i]! + y[i]!
  else if (kind === 'subtract') for (let i = 0; i < values.length; i++) values[i] = x[i]! - y[i]!
  else if (kind === 'multiply') for (let i = 0; i < values.length; i++) values[i] = x[i]! * y[i]!
  // Divided by zero there is no finite number, and so no value.
  else for (let i = 0; i < values.length; i++) values[i] = x[i]! / y[i]!
  for (let i = 0; i < values.length; i++) {
    const status = Math.max(a[i]!, b[i]!)
    if (status < MISSING) statuses[i] = settledStatus(values[i]!, status)
    else {
      const absent = (leftIsConstant || a[i] === ABSENT) && (rightIsConstant || b[i] === ABSENT)
      statuses[i] = absent ? ABSENT : MISSING
    }
  }
  return result
}

/** As `lag` of a cell: a break counts where it lies after the earlier period, up to this one. */
function lag({ values, statuses }: Column, grid: Grid, count: number): Column {
  const result = emptyColumn(grid)
  const { from, since } = grid.lagged(count)
  const width = grid.periods.length
  for (let i = 0; i < values.length; i++) {
    const first = i - (i % width)
    const earlier = from[i % width]!
    if (earlier < 0) continue
    let status = statuses[first + earlier]!
    result.values[i] = values[first + earlier]!
    if (status === BREAK) status = 0
    if (status < BREAK) for (const later of since[i % width]!) if (statuses[first + later] === BREAK) status = BREAK
    result.statuses[i] = status
  }
  return result
}

function fold(kind: 'sum' | 'min' | 'max', parts: readonly Column[], constant: readonly boolean[]): Column {
  const result = columnLike(parts[0]!)
  const total = createTotal(parts.length)
  for (let i = 0; i < result.values.length; i++) {
    let status = 0
    let absent = true
    for (let k = 0; k < parts.length; k++) {
      const own = parts[k]!.statuses[i]!
      if (own > status) status = own
      if (own !== ABSENT && !constant[k]) absent = false
      total.numbers[k] = parts[k]!.values[i]!
    }
    if (status < MISSING) result.values[i] = kind === 'sum' ? total.sum(parts.length) : Math[kind](...total.numbers)
    result.statuses[i] = status < MISSING ? settledStatus(result.values[i]!, status) : absent ? ABSENT : MISSING
  }
  return result
}

/** Over parts all of which must be known: MISSING as soon as one is, ABSENT where all are. */
function aggregate(plan: Aggregate, of: Column, grid: Grid): Column {
  const result = columnLike(of)
  const width = grid.periods.length
  const total = createTotal(16)
  for (let i = 0; i < result.values.length; i++) {
    const first = i - (i % width)
    const finer = plan.kind === 'periods' ? finerKnown(grid.finer(i % width), of, first) : undefined
    const parts = plan.kind === 'areas' ? grid.children(i) : (finer ?? [])
    if (parts.length > total.numbers.length) total.grow(parts.length)
    let status = 0
    let absent = parts.length > 0
    for (let k = 0; k < parts.length; k++) {
      const cell = parts[k]! < 0 ? -1 : finer ? first + parts[k]! : parts[k]!
      const own = cell < 0 ? ABSENT : of.statuses[cell]!
      if (own > status) status = own
      if (own !== ABSENT) absent = false
      total.numbers[k] = cell < 0 ? 0 : of.values[cell]!
    }
    if (parts.length === 0) status = MISSING
    if (status < MISSING) {
      const sum = total.sum(parts.length)
      result.values[i] = plan.mean ? sum / parts.length : sum
      status = settledStatus(sum, status)
    } else status = absent ? ABSENT : MISSING
    result.statuses[i] = status
  }
  return result
}

/** The coarsest kind of which anything is known. */
function finerKnown(kinds: ReturnType<Grid['finer']>, of: Column, first: number): readonly number[] | undefined {
  return kinds.find((kind) => kind.some((p) => p >= 0 && of.statuses[first + p] !== ABSENT))
}

/** Adds up as `compensated` does, without an object for each cell. */
function createTotal(size: number) {
  return {
    numbers: new Float64Array(size),
    grow(count: number): void {
      this.numbers = new Float64Array(count)
    },
    sum(count: number): number {
      let sum = 0
      let lost = 0
      for (let k = 0; k < count; k++) {
        const value = this.numbers[k]!
        const next = sum + value
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
        sum = next
      }
      return sum + lost
    },
  }
}
