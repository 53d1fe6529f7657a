/** One value explained: the formula as it was written, with the numbers that stood in it. */
import type { Expression } from './ast.ts'
import type { Formulas } from './compile.ts'
import { evaluateCell, leaf } from './cell.ts'
import type { Cell, Outcome, World } from './outcome.ts'
import { needed, type FigureKey } from './reach.ts'

/** A piece of the formula: text as it is, or a name with what it was. Numbers are left to the page, which knows the language. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string; readonly outcome: Outcome; readonly unit: string }

export type Trace = {
  readonly outcome: Outcome
  readonly tokens: readonly Token[]
  readonly inputs: readonly FigureKey[]
}

/** Evaluates the cell again and shows how. A name inside an aggregate or a lag stands for many figures: it stays a name. */
export function traceCell(formulas: Formulas, id: string, cell: Cell, world: World): Trace {
  const { formula, leaves } = formulas.definitions.get(id)!
  const tokens: Token[] = []
  let at = 0
  const text = (end: number) => {
    if (end > at) tokens.push({ kind: 'text', text: formula.text.slice(at, end) })
    at = end
  }
  const walk = (node: Expression): void => {
    const [only, ...more] = leaves.get(node) ?? []
    if (only && more.length === 0) {
      text(node.span.start)
      const outcome = leaf({ formulas, world }, only, cell)
      tokens.push({
        kind: 'figure',
        text: formula.text.slice(node.span.start, node.span.end),
        outcome,
        unit: only.unit.text,
      })
      at = node.span.end
      return
    }
    for (const part of partsOf(node)) walk(part)
  }
  walk(formula.root)
  text(formula.text.length)
  const cells = new Map([[id, new Map([['', cell]])]])
  const inputs = needed(formulas, cells, world.children).filter((key) => world.figure(key.measure, key.dimension, key))
  return { outcome: evaluateCell(formulas, id, cell, world), tokens, inputs }
}

/** The parts of a node that are of its own cell. */
function partsOf(node: Expression): Expression[] {
  switch (node.kind) {
    case 'operation':
      return [node.left, node.right]
    case 'group':
    case 'negation':
      return [node.of]
    case 'call':
      return /^(lag|change|(sum|mean)_(areas|periods))$/.test(node.name) ? [] : node.args
    default:
      return []
  }
}
