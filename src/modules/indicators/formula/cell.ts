/** Evaluates one cell of one definition, with its reasons: for the few cells that a change affects, and for explaining any. */
import { finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Reason } from '../types.ts'
import type { Compiled, Formulas } from './compile.ts'
import { compensated, graver, type Cell, type Outcome, type World } from './outcome.ts'
import { anchorsOf, isConstant, type Aggregate, type Leaf, type Plan, type Step } from './plan.ts'

/** What was computed already: by definition and cell, and by part of a plan and cell. A shared part is computed once. */
export type Memory = { readonly cells: Map<string, Outcome>; readonly parts: Map<Plan, Map<string, Outcome>> }
export const createMemory = (): Memory => ({ cells: new Map(), parts: new Map() })

type Context = { formulas: Formulas; world: World; compiled: Compiled; memory: Memory }

const reason = (code: string, details: Record<string, unknown>): Reason => ({ code: `indicators.${code}`, details })
const missing = (why: Reason): Outcome => ({ kind: 'missing', reason: why })

/** The outcome of a definition in a cell, in its declared unit. `memory` may be kept while the world stays as it is. */
export function evaluateCell(
  formulas: Formulas,
  id: string,
  cell: Cell,
  world: World,
  memory: Memory = createMemory(),
): Outcome {
  const key = `${id} ${cell.area} ${cell.period}`
  let outcome = memory.cells.get(key)
  if (!outcome) {
    const context = { formulas, world, compiled: formulas.definitions.get(id)!, memory }
    memory.cells.set(key, (outcome = evaluateDefinition(context, cell)))
  }
  return outcome
}

function evaluateDefinition(context: Context, cell: Cell): Outcome {
  if (!isPresent(context, cell)) return { kind: 'absent', reason: reason('noFigures', cell) }
  const outcome = evaluatePlan(context, context.compiled.plan, cell)
  return outcome.kind === 'absent' ? missing(outcome.reason) : outcome
}

/** Is anything known of what makes this cell? */
function isPresent({ formulas, world, compiled, memory }: Context, cell: Cell): boolean {
  return anchorsOf([...compiled.inputs, ...compiled.references]).some((source) => {
    const cells = source.steps.reduce<Cell[]>(
      (reached, step) => reached.flatMap((one) => stepFrom(world, one, step)),
      [cell],
    )
    return cells.some((one) =>
      'id' in source
        ? evaluateCell(formulas, source.id, one, world, memory).kind !== 'absent'
        : world.figure(source.measure, source.dimension, one) !== undefined,
    )
  })
}

function stepFrom(world: World, cell: Cell, step: Step): Cell[] {
  if (step.kind === 'children') return inParts(world, cell)
  if (step.kind === 'finer') return inFiner(cell)
  const period = lagPeriod(cell.period, step.count)
  return period ? [{ ...cell, period }] : []
}

const inParts = (world: World, { area, period }: Cell): Cell[] =>
  world.children(area, period).map((child) => ({ area: child, period }))

function inFiner({ area, period }: Cell): Cell[] {
  const kind = periodKind(period)
  if (!kind) return []
  return finerKinds(kind).flatMap((finer) => finerPeriods(period, finer).map((one) => ({ area, period: one })))
}

/** The outcome of a part of a definition's plan. */
export function evaluatePlan(context: Context, plan: Plan, cell: Cell): Outcome {
  switch (plan.kind) {
    case 'constant':
      return { kind: 'value', value: plan.value, status: 'A' }
    case 'input':
    case 'indicator':
      return leaf(context, plan, cell)
    case 'negate':
      return map(evaluatePlan(context, plan.of, cell), cell, (value) => -value)
    case 'scale':
      return map(evaluatePlan(context, plan.of, cell), cell, (value) => (value * plan.num) / plan.den)
    case 'lag':
    case 'areas':
    case 'periods':
      return remembered(context, plan, cell)
    case 'sum':
    case 'min':
    case 'max': {
      const parts = plan.of.map((part) => evaluatePlan(context, part, cell))
      return lackingOf(plan.of, parts) ?? fold(plan.kind, parts as Value[], cell)
    }
    default:
      return operate(context, plan, cell)
  }
}

/** What reaches to other cells is asked for again from there, and so computed once. */
function remembered(context: Context, plan: Aggregate | (Plan & { kind: 'lag' }), cell: Cell): Outcome {
  const known = context.memory.parts.get(plan) ?? new Map<string, Outcome>()
  context.memory.parts.set(plan, known)
  const key = `${cell.area} ${cell.period}`
  let outcome = known.get(key)
  if (!outcome) {
    if (plan.kind === 'lag') outcome = lag(context, plan, cell)
    else if (plan.kind === 'areas') outcome = aggregate(context, plan, inParts(context.world, cell), cell)
    else outcome = overPeriods(context, plan, cell)
    known.set(key, outcome)
  }
  return outcome
}

export function leaf({ formulas, world, memory }: Omit<Context, 'compiled'>, plan: Leaf, cell: Cell): Outcome {
  if (plan.kind === 'indicator') return evaluateCell(formulas, plan.id, cell, world, memory)
  const { measure, dimension } = plan
  const figure = world.figure(measure, dimension, cell)
  if (!figure) return { kind: 'absent', reason: reason('missingInput', { measure, dimension, ...cell, stated: '' }) }
  if (figure.value === null || figure.status === 'M') {
    if (figure.reason === 'withdrawn')
      return missing(reason('withdrawn', { measure, dimension, ...cell, note: figure.note ?? '' }))
    return missing(reason('missingInput', { measure, dimension, ...cell, stated: figure.reason ?? 'noData' }))
  }
  return { kind: 'value', value: figure.value, status: figure.status }
}

/**
 * The figure some periods earlier. Its own break lies before both periods and is dropped; a break after it makes it
 * incomparable with this period, and is kept: the growth of a series is broken in the period of the break, not the next.
 */
function lag(context: Context, plan: Plan & { kind: 'lag' }, cell: Cell): Outcome {
  const at = (count: number): Outcome => {
    const period = lagPeriod(cell.period, count)
    return period
      ? evaluatePlan(context, plan.of, { ...cell, period })
      : { kind: 'absent', reason: reason('noFigures', cell) }
  }
  const earlier = at(plan.count)
  if (earlier.kind !== 'value') return earlier
  for (let count = 0; count < plan.count; count++) {
    const since = at(count)
    if (since.kind === 'value' && since.status === 'B') return { ...earlier, status: 'B' }
  }
  return earlier.status === 'B' ? { ...earlier, status: 'A' } : earlier
}

function operate(context: Context, plan: Plan & { left: Plan; right: Plan }, cell: Cell): Outcome {
  const left = evaluatePlan(context, plan.left, cell)
  const right = evaluatePlan(context, plan.right, cell)
  const lacking = lackingOf([plan.left, plan.right], [left, right])
  if (lacking || left.kind !== 'value' || right.kind !== 'value') return lacking!
  if (plan.kind === 'divide' && right.value === 0) {
    const { start, end } = plan.divisorSpan
    return missing(reason('zeroDivisor', { input: context.compiled.formula.text.slice(start, end), ...cell }))
  }
  const value = compute(plan.kind as Operator, left.value, right.value)
  return finite({ kind: 'value', value, status: graver(left.status, right.status) }, cell)
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

type Value = Outcome & { kind: 'value' }

const finite = (outcome: Value, cell: Cell): Outcome =>
  Number.isFinite(outcome.value) ? outcome : missing(reason('notFinite', cell))

function map(outcome: Outcome, cell: Cell, change: (value: number) => number): Outcome {
  return outcome.kind === 'value' ? finite({ ...outcome, value: change(outcome.value) }, cell) : outcome
}

/** What a combination of parts is when one has no value: missing, or absent where nothing is known of any of them. */
function lackingOf(plans: readonly Plan[], parts: readonly Outcome[]): Outcome | undefined {
  const wrong = parts.find((part) => part.kind === 'missing') ?? parts.find((part) => part.kind === 'absent')
  if (!wrong) return undefined
  const absent = parts.every((part, i) => part.kind === 'absent' || isConstant(plans[i]!))
  return absent ? { kind: 'absent', reason: wrong.reason } : missing(wrong.reason)
}

function fold(kind: 'sum' | 'min' | 'max', parts: readonly Value[], cell: Cell): Outcome {
  const status = parts.reduce((gravest, part) => graver(gravest, part.status), 'A' as Value['status'])
  if (kind !== 'sum') return { kind: 'value', value: Math[kind](...parts.map((part) => part.value)), status }
  const total = compensated()
  for (const part of parts) total.add(part.value)
  return finite({ kind: 'value', value: total.total(), status }, cell)
}

/** Over parts all of which must be known; says how many are not, and the first of them. */
function aggregate(context: Context, plan: Aggregate, cells: readonly Cell[], whole: Cell): Outcome {
  if (cells.length === 0) return missing(reason('noParts', whole))
  const parts = cells.map((one) => evaluatePlan(context, plan.of, one))
  const lacking = parts.filter((part) => part.kind !== 'value')
  if (lacking[0]) {
    const first = lacking[0].reason
    const counts = { lacking: lacking.length, of: parts.length }
    // `part` and `partPeriod` name the first one that lacks; area and period are those of the whole.
    const { area: part = whole.area, period: partPeriod = whole.period } = first.details as Partial<Cell>
    const why = reason('missingParts', { ...first.details, ...counts, part, partPeriod, ...whole, first })
    return parts.every((one) => one.kind === 'absent') ? { kind: 'absent', reason: why } : missing(why)
  }
  const sum = fold('sum', parts as Value[], whole)
  return plan.mean && sum.kind === 'value' ? { ...sum, value: sum.value / parts.length } : sum
}

/** The coarsest finer kind of period of which anything is known is the one that must be whole. */
function overPeriods(context: Context, plan: Aggregate, cell: Cell): Outcome {
  const kind = periodKind(cell.period)
  for (const finer of kind ? finerKinds(kind) : []) {
    const cells = finerPeriods(cell.period, finer).map((period) => ({ area: cell.area, period }))
    if (cells.some((one) => evaluatePlan(context, plan.of, one).kind !== 'absent'))
      return aggregate(context, plan, cells, cell)
  }
  return missing(reason('noParts', cell))
}
