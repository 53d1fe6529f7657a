/** One value explained: the formula as it was written, with the numbers that stood in it. */
import type { Call, Expression } from './ast.ts'
import { lagPeriod } from '../periods.ts'
import { createMemory, evaluateCell, evaluatePlan } from './cell.ts'
import type { Formulas } from './compile.ts'
import type { Cell, Outcome, World } from './outcome.ts'
import type { Plan } from './plan.ts'
import { needed, type FigureKey } from './reach.ts'
import type { Unit } from './unit.ts'

/**
 * A piece of the formula: text as it is, or a name with what it was. Numbers are left to the page, which knows the
 * language. A call that adds up many figures stands as one, with its total; the parts are among the inputs.
 */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure'
      readonly text: string
      readonly outcome: Outcome
      readonly unit: string
      /** Where it was read: a lag reads an earlier period. */
      readonly cell: Cell
    }

export type Trace = {
  readonly outcome: Outcome
  readonly tokens: readonly Token[]
  /** What the whole was multiplied and divided by to come to the declared unit; both 1 where it was there already. */
  readonly conversion: { readonly num: number; readonly den: number }
  readonly inputs: readonly FigureKey[]
}

/** Evaluates the cell again and shows how. */
export function traceCell(formulas: Formulas, id: string, cell: Cell, world: World): Trace {
  const memory = createMemory()
  const compiled = formulas.definitions.get(id)!
  const { formula, leaves, calls, conversion } = compiled
  const tokens: Token[] = []

  /** Writes what stands in the formula from one place to another. */
  const write = (start: number, end: number) => say(formula.text.slice(start, end))
  const say = (text: string) => {
    const last = tokens.at(-1)
    if (last?.kind === 'text') tokens[tokens.length - 1] = { kind: 'text', text: last.text + text }
    else if (text) tokens.push({ kind: 'text', text })
  }
  const show = ({ span }: Expression, plan: Plan, unit: Unit, at: Cell) => {
    const outcome = evaluatePlan({ formulas, world, compiled, memory }, plan, at)
    const text = formula.text.slice(span.start, span.end)
    tokens.push({ kind: 'figure', text, outcome, unit: unit.text, cell: at })
  }

  function walk(node: Expression, at: Cell): void {
    const [only, ...more] = leaves.get(node) ?? []
    if (only && more.length === 0) return show(node, only, only.unit, at)
    if (node.kind === 'call') return walkCall(node, at)
    let written = node.span.start
    for (const part of partsOf(node)) {
      write(written, part.span.start)
      walk(part, at)
      written = part.span.end
    }
    write(written, node.span.end)
  }

  function walkCall(node: Call, at: Cell): void {
    const [first] = node.args
    if (node.name === 'lag' || node.name === 'change') {
      const count = node.args[1]?.kind === 'number' ? node.args[1].value : 1
      const earlier = { ...at, period: lagPeriod(at.period, count) ?? '' }
      if (node.name === 'lag') return enclosed(first!, earlier)
      say('(')
      enclosed(first!, at)
      say(' - ')
      enclosed(first!, earlier)
      return say(')')
    }
    const { plan, unit } = calls.get(node)!
    const opaque =
      plan.kind === 'areas' || plan.kind === 'periods' || node.args.some((arg) => (leaves.get(arg)?.length ?? 1) > 1)
    if (opaque) return show(node, plan, unit, at)
    let written = node.span.start
    for (const arg of node.args) {
      write(written, arg.span.start)
      walk(arg, at)
      written = arg.span.end
    }
    write(written, node.span.end)
  }

  /** In parentheses where the call's own have gone and more than one figure stands there. */
  function enclosed(node: Expression, at: Cell): void {
    const needsThem = node.kind === 'operation' || node.kind === 'negation'
    if (needsThem) say('(')
    walk(node, at)
    if (needsThem) say(')')
  }

  walk(formula.root, cell)
  const cells = new Map([[id, new Map([['', cell]])]])
  return {
    outcome: evaluateCell(formulas, id, cell, world, memory),
    tokens,
    conversion: { num: Number(conversion.num), den: Number(conversion.den) },
    inputs: needed(formulas, cells, world.children).filter((key) => world.figure(key.measure, key.dimension, key)),
  }
}

function partsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'operation') return [node.left, node.right]
  return node.kind === 'group' || node.kind === 'negation' ? [node.of] : []
}
