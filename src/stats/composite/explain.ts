/** One unit's score, taken apart down to the figures it came from. */
import type { AggregateResult, Composite, Excluded, IndicatorResult } from './types.ts'

export type Part = {
  readonly code: string
  readonly score: number | null
  /** Among the siblings that have a score, adding up to 1; 0 where this one has none. */
  readonly weight: number
  /** Arithmetic: weight × score, and the parts add up to the parent's score. Geometric: score ^ weight, and they multiply to it. */
  readonly share: number | null
  /** The product of the weights on the way up. */
  readonly indexWeight: number
  /** Points of the index that this part brings; null under the geometric mean, which has none. */
  readonly indexPoints: number | null
  readonly excluded: Excluded | null
  readonly parts: readonly Part[]
  readonly figure: Figure | null
}

/** Of an indicator: what its score was made of. */
export type Figure = {
  readonly raw: number | null
  readonly denominated: number | null
  readonly imputed: boolean
  readonly treated: number | null
  readonly treatment: 'none' | 'winsorised' | 'log'
}

/** Undefined where there is no such unit among those that stayed. */
export function explain(index: Composite, unit: string): Part | undefined {
  const at = index.units.indexOf(unit)
  if (at < 0) return undefined
  const scoreOf = (node: AggregateResult | IndicatorResult) =>
    'scores' in node ? node.scores[at]! : node.excluded ? null : node.normalised[at]!
  const nodes = [...index.indicators, ...index.aggregates]
  const part = (node: AggregateResult | IndicatorResult, weight: number, above: number): Part => {
    const score = scoreOf(node)
    const indexWeight = above * weight
    const children = nodes.filter(({ parent }) => parent === node.code)
    const there = children.filter((child) => scoreOf(child) !== null)
    const sum = score === null ? 0 : there.reduce((total, child) => total + child.weight, 0)
    const arithmetic = index.choices.aggregation === 'arithmetic'
    return {
      ...{ code: node.code, score, weight, indexWeight, excluded: node.excluded },
      share: score === null ? null : arithmetic ? weight * score : score ** weight,
      indexPoints: score === null || !arithmetic ? null : indexWeight * score,
      parts: children.map((child) =>
        part(child, sum > 0 && scoreOf(child) !== null ? child.weight / sum : 0, indexWeight),
      ),
      figure: 'scores' in node ? null : figureOf(node, at, index.units[at]!),
    }
  }
  return part(index.aggregates.at(-1)!, 1, 1)
}

function figureOf(node: IndicatorResult, at: number, unit: string): Figure {
  const { kind } = node.treatment
  const moved = node.treatment.kind !== 'winsorised' || node.treatment.points.some((point) => point.unit === unit)
  return {
    raw: node.raw[at]!,
    denominated: node.denominated[at]!,
    imputed: node.imputed[at]!,
    treated: node.treated[at]!,
    treatment: moved ? kind : 'none',
  }
}
