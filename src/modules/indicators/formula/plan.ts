/** What a formula computes once its names and units are settled: the tree that is evaluated. */
import type { Span } from './refusals.ts'
import type { Ratio, Unit } from './unit.ts'

export type Leaf =
  | { readonly kind: 'input'; readonly measure: string; readonly dimension: string; readonly unit: Unit }
  | { readonly kind: 'indicator'; readonly id: string; readonly unit: Unit }

export type Plan =
  | Leaf
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'negate'; readonly of: Plan }
  | { readonly kind: 'scale'; readonly of: Plan; readonly num: number; readonly den: number }
  | { readonly kind: 'add' | 'subtract' | 'multiply'; readonly left: Plan; readonly right: Plan }
  | { readonly kind: 'divide'; readonly left: Plan; readonly right: Plan; readonly divisorSpan: Span }
  | { readonly kind: 'sum' | 'min' | 'max'; readonly of: readonly Plan[] }
  | { readonly kind: 'lag'; readonly of: Plan; readonly count: number }
  | Aggregate

/** Over the area's parts, or over the finer periods of the period. */
export type Aggregate = { readonly kind: 'areas' | 'periods'; readonly of: Plan; readonly mean: boolean }

/** How the cell of an input relates to the cell of the result, from the result inwards. */
export type Step =
  { readonly kind: 'lag'; readonly count: number } | { readonly kind: 'children' } | { readonly kind: 'finer' }

/** A figure that a definition reads; without steps it is of the result's own area and period. */
export type Input = { readonly measure: string; readonly dimension: string; readonly steps: readonly Step[] }
export type Reference = { readonly id: string; readonly steps: readonly Step[] }

/** `plan` times a ratio. A quotient takes it into its numerator and divisor: 57/100 in percent is then 57, not 56.99…9. */
export function scaled(plan: Plan, { num, den }: Ratio): Plan {
  if (num === den) return plan
  if (plan.kind === 'divide') {
    return { ...plan, left: scaled(plan.left, { num, den: 1n }), right: scaled(plan.right, { num: den, den: 1n }) }
  }
  if (plan.kind === 'negate') return { ...plan, of: scaled(plan.of, { num, den }) }
  if (plan.kind === 'constant') return { kind: 'constant', value: (plan.value * Number(num)) / Number(den) }
  return { kind: 'scale', of: plan, num: Number(num), den: Number(den) }
}

/** Every leaf with its way from the root; the same leaf by the same way is told once. */
export function leavesOf(plan: Plan): { inputs: Input[]; references: Reference[] } {
  const inputs = new Map<string, Input>()
  const references = new Map<string, Reference>()
  const walk = (node: Plan, steps: readonly Step[]): void => {
    if (node.kind === 'input') {
      const { measure, dimension } = node
      inputs.set(JSON.stringify([measure, dimension, steps]), { measure, dimension, steps })
    } else if (node.kind === 'indicator') references.set(JSON.stringify([node.id, steps]), { id: node.id, steps })
    else for (const part of partsOf(node)) walk(part, [...steps, ...stepOf(node)])
  }
  walk(plan, [])
  return { inputs: [...inputs.values()], references: [...references.values()] }
}

export function partsOf(plan: Plan): readonly Plan[] {
  if ('left' in plan) return [plan.left, plan.right]
  if (!('of' in plan)) return []
  return 'kind' in plan.of ? [plan.of] : plan.of
}

function stepOf(plan: Plan): Step[] {
  if (plan.kind === 'lag') return [{ kind: 'lag', count: plan.count }]
  if (plan.kind === 'areas') return [{ kind: 'children' }]
  return plan.kind === 'periods' ? [{ kind: 'finer' }] : []
}

/**
 * Of what is read, that which makes a cell: something must be known of it for the cell to be. What is read for an
 * earlier period does not count beside what is read for the cell's own.
 */
export function anchorsOf<T extends { readonly steps: readonly Step[] }>(sources: readonly T[]): readonly T[] {
  const own = sources.filter(({ steps }) => steps.every((step) => step.kind !== 'lag'))
  return own.length > 0 ? own : sources
}

/** Does it read nothing? */
export function isConstant(plan: Plan): boolean {
  const parts = partsOf(plan)
  return plan.kind === 'constant' || (parts.length > 0 && parts.every(isConstant))
}
