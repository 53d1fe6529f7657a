/** Evaluates one cell of one definition, with its reasons: for the few cells that a change affects, and for explaining any. */
import { finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Reason } from '../types.ts'
import type { Compiled, Formulas } from './compile.ts'
import { compensated, graver, type Cell, type Outcome, type World } from './outcome.ts'
import type { Leaf, Plan } from './plan.ts'

type Context = { formulas: Formulas; world: World; compiled: Compiled }

const reason = (code: string, details: Record<string, unknown>): Reason => ({ code: `indicators.${code}`, details })
const missing = (why: Reason): Outcome => ({ kind: 'missing', reason: why })

/** The outcome of a definition in a cell, in its declared unit. */
export function evaluateCell(formulas: Formulas, id: string, cell: Cell, world: World): Outcome {
  const compiled = formulas.definitions.get(id)!
  const context = { formulas, world, compiled }
  if (!isPresent(context, cell)) return { kind: 'absent', reason: reason('noFigures', cell) }
  const outcome = evaluate(context, compiled.plan, cell)
  return outcome.kind === 'absent' ? missing(outcome.reason) : outcome
}

/** Is anything known here that the formula reads for this very period, not only for an earlier one? */
function isPresent({ formulas, world, compiled }: Context, cell: Cell): boolean {
  const cellsAt = (steps: Compiled['inputs'][number]['steps']): Cell[] => {
    if (steps.some((step) => step.kind === 'lag')) return []
    return steps.reduce<Cell[]>(
      (cells, step) => cells.flatMap((one) => (step.kind === 'children' ? inParts(world, one) : inFiner(one))),
      [cell],
    )
  }
  return (
    compiled.inputs.some(({ measure, dimension, steps }) =>
      cellsAt(steps).some((one) => world.figure(measure, dimension, one) !== undefined),
    ) ||
    compiled.references.some(({ id, steps }) =>
      cellsAt(steps).some((one) => evaluateCell(formulas, id, one, world).kind !== 'absent'),
    )
  )
}

const inParts = (world: World, { area, period }: Cell): Cell[] =>
  world.children(area).map((child) => ({ area: child, period }))

function inFiner({ area, period }: Cell): Cell[] {
  const kind = periodKind(period)
  if (!kind) return []
  return finerKinds(kind).flatMap((finer) => finerPeriods(period, finer).map((one) => ({ area, period: one })))
}

function evaluate(context: Context, plan: Plan, cell: Cell): Outcome {
  switch (plan.kind) {
    case 'constant':
      return { kind: 'value', value: plan.value, status: 'A' }
    case 'input':
    case 'indicator':
      return leaf(context, plan, cell)
    case 'negate':
      return map(evaluate(context, plan.of, cell), (value) => -value)
    case 'scale':
      return map(evaluate(context, plan.of, cell), (value) => (value * plan.num) / plan.den)
    case 'lag': {
      const period = lagPeriod(cell.period, plan.count)
      return period ? evaluate(context, plan.of, { area: cell.area, period }) : missing(reason('noFigures', cell))
    }
    case 'areas':
      return aggregate(context, plan, inParts(context.world, cell), cell)
    case 'periods':
      return overPeriods(context, plan, cell)
    case 'sum':
    case 'min':
    case 'max':
      return fold(
        plan.kind,
        plan.of.map((part) => evaluate(context, part, cell)),
      )
    default:
      return operate(context, plan, cell)
  }
}

export function leaf({ formulas, world }: Pick<Context, 'formulas' | 'world'>, plan: Leaf, cell: Cell): Outcome {
  if (plan.kind === 'indicator') return evaluateCell(formulas, plan.id, cell, world)
  const { measure, dimension } = plan
  const figure = world.figure(measure, dimension, cell)
  if (!figure) return { kind: 'absent', reason: reason('missingInput', { measure, dimension, ...cell }) }
  if (figure.value === null || figure.status === 'M') {
    return missing(reason('missingInput', { measure, dimension, ...cell, stated: figure.reason ?? 'noData' }))
  }
  return { kind: 'value', value: figure.value, status: figure.status }
}

function operate(context: Context, plan: Plan & { left: Plan; right: Plan }, cell: Cell): Outcome {
  const left = evaluate(context, plan.left, cell)
  const right = evaluate(context, plan.right, cell)
  if (left.kind !== 'value') return missing(left.reason)
  if (right.kind !== 'value') return missing(right.reason)
  if (plan.kind === 'divide' && right.value === 0) {
    const { start, end } = plan.divisorSpan
    return missing(reason('zeroDivisor', { input: context.compiled.formula.text.slice(start, end), ...cell }))
  }
  const value = compute(plan.kind as Operator, left.value, right.value)
  if (!Number.isFinite(value)) return missing(reason('notFinite', cell))
  return { kind: 'value', value, status: graver(left.status, right.status) }
}

export type Operator = 'add' | 'subtract' | 'multiply' | 'divide'

export function compute(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case 'add':
      return left + right
    case 'subtract':
      return left - right
    case 'multiply':
      return left * right
    case 'divide':
      return left / right
  }
}

function map(outcome: Outcome, change: (value: number) => number): Outcome {
  if (outcome.kind !== 'value') return outcome
  const value = change(outcome.value)
  return Number.isFinite(value) ? { ...outcome, value } : missing(reason('notFinite', {}))
}

function fold(kind: 'sum' | 'min' | 'max', parts: Outcome[]): Outcome {
  const wrong = parts.find((part) => part.kind !== 'value')
  if (wrong) return missing(wrong.reason)
  const values = parts as (Outcome & { kind: 'value' })[]
  const status = values.reduce((gravest, part) => graver(gravest, part.status), 'A' as 'A' | 'P' | 'E' | 'B')
  const total = compensated()
  for (const part of values) total.add(part.value)
  const numbers = values.map((part) => part.value)
  return { kind: 'value', value: kind === 'sum' ? total.total() : Math[kind](...numbers), status }
}

/** Over parts all of which must be known; says how many are not, and the first of them. */
function aggregate(context: Context, plan: Plan & { kind: 'areas' | 'periods' }, cells: Cell[], whole: Cell): Outcome {
  if (cells.length === 0) return missing(reason('noParts', whole))
  const parts = cells.map((one) => evaluate(context, plan.of, one))
  const lacking = parts.filter((part) => part.kind !== 'value')
  if (lacking[0]) {
    const first = lacking[0].reason
    return missing(
      reason('missingParts', {
        lacking: lacking.length,
        of: parts.length,
        ...first.details,
        ...whole,
        first: first.details,
      }),
    )
  }
  const sum = fold('sum', parts) as Outcome & { kind: 'value' }
  return plan.mean ? { ...sum, value: sum.value / parts.length } : sum
}

/** The coarsest finer kind of period of which anything is known is the one that must be whole. */
function overPeriods(context: Context, plan: Plan & { kind: 'areas' | 'periods' }, cell: Cell): Outcome {
  const kind = periodKind(cell.period)
  for (const finer of kind ? finerKinds(kind) : []) {
    const cells = finerPeriods(cell.period, finer).map((period) => ({ area: cell.area, period }))
    if (cells.some((one) => evaluate(context, plan.of, one).kind !== 'absent'))
      return aggregate(context, plan, cells, cell)
  }
  return missing(reason('noParts', cell))
}
