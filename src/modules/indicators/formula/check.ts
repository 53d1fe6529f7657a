/** From a tree to a plan: every name is known, every unit fits, every conversion is written out. */
import type { Call, Expression, Formula, MeasureName, Operation } from './ast.ts'
import { selectDimensions, type MeasureType } from './dimensions.ts'
import { isConstant, partsOf, scaled, type Leaf, type Plan } from './plan.ts'
import { nearest, placeOf, refuse, type Span } from './refusals.ts'
import {
  comparable,
  compareScales,
  conversion,
  divideUnits,
  isNumber,
  isUnscalable,
  multiplyUnits,
  NUMBER,
} from './unit.ts'
import type { Ratio, Unit } from './unit.ts'

export const LAG_MAX = 400
/** How many functions that reach to other periods or areas may stand inside one another: each doubles what is read. */
export const REACH_MAX = 4

/** What a formula may name. */
export type Scope = {
  readonly measures: ReadonlyMap<string, MeasureType>
  measureUnit(id: string): Unit
  /** Every definition's unit; undefined where the unit's own text is wrong, which is refused elsewhere. */
  readonly indicators: ReadonlyMap<string, Unit | undefined>
}

/** A literal zero fits every unit: max(x, 0). */
type Typed = { plan: Plan; unit: Unit; span: Span; zero?: boolean }
export type Checked = {
  plan: Plan
  conversion: Ratio
  /** What each name reads, and what each call computes. */
  leaves: ReadonlyMap<Expression, readonly Leaf[]>
  calls: ReadonlyMap<Expression, { readonly plan: Plan; readonly unit: Unit }>
}

type Context = {
  source: string
  scope: Scope
  leaves: Map<Expression, Leaf[]>
  calls: Map<Expression, { plan: Plan; unit: Unit }>
}

const AGGREGATES: ReadonlyMap<string, { kind: 'areas' | 'periods'; mean: boolean }> = new Map([
  ['sum_areas', { kind: 'areas', mean: false }],
  ['mean_areas', { kind: 'areas', mean: true }],
  ['sum_periods', { kind: 'periods', mean: false }],
  ['mean_periods', { kind: 'periods', mean: true }],
])
const FOLDS: ReadonlyMap<string, 'sum' | 'min' | 'max'> = new Map([
  ['sum', 'sum'],
  ['sum_dims', 'sum'],
  ['min', 'min'],
  ['max', 'max'],
])
export const FUNCTIONS: readonly string[] = ['lag', 'change', ...AGGREGATES.keys(), ...FOLDS.keys()]

/** The plan of a formula whose values are in `declared`. Throws the first thing that is wrong, with its place. */
export function checkFormula(formula: Formula, declared: Unit, scope: Scope): Checked {
  const context: Context = { source: formula.text, scope, leaves: new Map(), calls: new Map() }
  const result = check(context, formula.root)
  const ratio = result.zero ? { num: 1n, den: 1n } : conversion(result.unit, declared)
  if (!ratio) {
    const place = placeOf(formula.text, result.span)
    throw refuse.unitMismatch({
      ...place,
      where: 'result',
      unit: result.unit.text,
      other: declared.text,
      otherText: '',
    })
  }
  return { plan: scaled(result.plan, ratio), conversion: ratio, leaves: context.leaves, calls: context.calls }
}

function check(context: Context, node: Expression): Typed {
  switch (node.kind) {
    case 'number':
      return checkNumber(context, node)
    case 'group':
      return { ...check(context, node.of), span: node.span }
    case 'negation': {
      const { plan, ...rest } = check(context, node.of)
      return { ...rest, plan: { kind: 'negate', of: plan }, span: node.span }
    }
    case 'operation':
      return checkOperation(context, node)
    case 'call': {
      const typed = checkCall(context, node)
      context.calls.set(node, typed)
      return typed
    }
    case 'indicator': {
      const unit = checkReference(context, node)
      const leaf: Leaf = { kind: 'indicator', id: node.id, unit }
      context.leaves.set(node, [leaf])
      return { plan: leaf, unit, span: node.span }
    }
    case 'measure': {
      const [only, ...more] = checkMeasure(context, node)
      if (only && more.length === 0) return only
      throw refuse.severalValues({
        ...placeOf(context.source, node.span),
        measure: node.id,
        found: more.length + (only ? 1 : 0),
      })
    }
  }
}

function checkNumber(context: Context, node: Expression & { kind: 'number' }): Typed {
  if (!Number.isFinite(node.value)) {
    throw refuse.syntax({ ...placeOf(context.source, node.span), found: 'text', expected: '12.5', hint: 'expected' })
  }
  return { plan: { kind: 'constant', value: node.value }, unit: NUMBER, span: node.span, zero: node.value === 0 }
}

function checkReference({ source, scope }: Context, { id, span }: { id: string; span: Span }): Unit {
  const unit = scope.indicators.get(id)
  if (unit) return unit
  if (scope.indicators.has(id)) return NUMBER
  const glued = [...scope.indicators.keys()].filter((known) => id.startsWith(`${known}-`))
  const longest = glued.sort((a, b) => b.length - a.length)[0]
  const suggestion = longest ? { hint: 'spaces', nearest: longest } : nearest(id, scope.indicators.keys())
  throw refuse.unknownIndicator({ ...placeOf(source, span), indicator: id, ...suggestion })
}

/** One part for each of the dimension values that the selection means. */
function checkMeasure({ source, scope, leaves }: Context, node: MeasureName): Typed[] {
  const measure = scope.measures.get(node.id)
  if (!measure) {
    const place = placeOf(source, node.nameSpan)
    throw refuse.unknownMeasure({ ...place, measure: node.id, ...nearest(node.id, scope.measures.keys()) })
  }
  const unit = scope.measureUnit(node.id)
  const inputs = selectDimensions(source, node, measure).map((dimension): Leaf => {
    return { kind: 'input', measure: node.id, dimension, unit }
  })
  leaves.set(node, inputs)
  return inputs.map((plan) => ({ plan, unit, span: node.span }))
}

function checkOperation(context: Context, node: Operation): Typed {
  const { source } = context
  const left = check(context, node.left)
  const right = check(context, node.right)
  const span = node.span
  if (node.operator === '+' || node.operator === '-') {
    const { plans, unit, zero } = aligned(context, [left, right])
    const kind = node.operator === '+' ? 'add' : 'subtract'
    return { plan: { kind, left: plans[0]!, right: plans[1]! }, unit, span, zero }
  }
  const divides = node.operator === '/'
  const misused = [left, right].find((part) => isUnscalable(part.unit))
  if (misused && !(isNumber(right.unit) || (isNumber(left.unit) && !divides))) {
    throw refuse.unitNotScalable({ ...placeOf(source, span), unit: misused.unit.text })
  }
  const unit = divides ? divideUnits(left.unit, right.unit) : multiplyUnits(left.unit, right.unit)
  if (!unit)
    throw refuse.unit({
      ...placeOf(source, span),
      unit: `${left.unit.text} ${node.operator} ${right.unit.text}`,
      why: 'tooLarge',
    })
  const parts = { left: left.plan, right: right.plan }
  return {
    plan: divides ? { kind: 'divide', ...parts, divisorSpan: right.span } : { kind: 'multiply', ...parts },
    unit,
    span,
  }
}

function checkCall(context: Context, node: Call): Typed {
  const { name, args, span } = node
  const fold = FOLDS.get(name)
  if (fold) {
    const parts = args.flatMap((arg) => (arg.kind === 'measure' ? checkMeasure(context, arg) : [check(context, arg)]))
    if (name === 'sum_dims') refuseOtherThanMeasures(context, node)
    const { plans, unit, zero } = aligned(context, parts)
    return { plan: { kind: fold, of: plans }, unit, span, zero }
  }
  const aggregate = AGGREGATES.get(name)
  if (aggregate) {
    const { plan, unit } = check(context, argument(context, node, 1))
    return { plan: { ...aggregate, of: reaching(context, node, plan) }, unit, span }
  }
  if (name === 'lag' || name === 'change') {
    const { plan: of, unit } = check(context, argument(context, node, name === 'lag' ? 2 : 1))
    const plan = reaching(context, node, of)
    const lag: Plan = { kind: 'lag', of: plan, count: name === 'lag' ? lagCount(context, args[1]!) : 1 }
    return { plan: name === 'lag' ? lag : { kind: 'subtract', left: plan, right: lag }, unit, span }
  }
  const place = placeOf(context.source, node.nameSpan)
  throw refuse.unknownFunction({ ...place, function: name, known: FUNCTIONS.join(', '), ...nearest(name, FUNCTIONS) })
}

/** The argument of a function that reaches elsewhere, where it reads something and does not reach too far. */
function reaching({ source }: Context, { name, span }: Call, of: Plan): Plan {
  if (isConstant(of)) {
    throw refuse.arguments({ ...placeOf(source, span), function: name, found: 0, expected: 0, kind: 'constant' })
  }
  const reach = (plan: Plan): number => {
    const own = plan.kind === 'lag' || plan.kind === 'areas' || plan.kind === 'periods' ? 1 : 0
    return own + Math.max(0, ...partsOf(plan).map(reach))
  }
  if (reach(of) < REACH_MAX) return of
  throw refuse.tooDeep({ ...placeOf(source, span), max: REACH_MAX, what: 'functions' })
}

function argument({ source }: Context, { name, args, span }: Call, count: number): Expression {
  if (args.length === count) return args[0]!
  throw refuse.arguments({
    ...placeOf(source, span),
    function: name,
    found: args.length,
    expected: count,
    kind: 'count',
  })
}

function refuseOtherThanMeasures({ source }: Context, { name, args }: Call): void {
  const other = args.find((arg) => arg.kind !== 'measure')
  if (other)
    throw refuse.arguments({ ...placeOf(source, other.span), function: name, found: 0, expected: 0, kind: 'measures' })
}

function lagCount({ source }: Context, node: Expression): number {
  if (node.kind === 'number' && Number.isInteger(node.value) && node.value >= 1 && node.value <= LAG_MAX)
    return node.value
  throw refuse.lagCount({ ...placeOf(source, node.span), max: LAG_MAX })
}

/**
 * The parts of a sum or a comparison in one unit: the smallest of theirs, so that converting multiplies by whole
 * numbers (1 - 35 % is computed as 100 - 35).
 */
function aligned({ source }: Context, parts: Typed[]): { plans: Plan[]; unit: Unit; zero: boolean } {
  const first = parts.find((part) => !part.zero)
  let unit = first?.unit ?? NUMBER
  for (const part of parts) {
    if (part.zero || !first) continue
    if (!comparable(part.unit, first.unit)) {
      const otherText = placeOf(source, first.span).text
      const units = { unit: part.unit.text, other: first.unit.text }
      throw refuse.unitMismatch({ ...placeOf(source, part.span), where: 'operands', ...units, otherText })
    }
    if (compareScales(part.unit, unit) < 0) unit = part.unit
  }
  const plans = parts.map((part) => (part.zero ? part.plan : scaled(part.plan, conversion(part.unit, unit)!)))
  return { plans, unit, zero: !first }
}
