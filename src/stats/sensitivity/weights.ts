/** Weights drawn around those of the index. */
import type { Tree } from '../composite/structure.ts'
import { gamma, type Random } from '../random.ts'
import type { WeightVariation } from './types.ts'

/** By node. Weights of zero stay zero. */
export function drawWeights({ weights, children }: Tree, vary: WeightVariation, random: Random): Float64Array {
  if (vary.kind === 'none') return weights
  if (vary.kind === 'noise') return weights.map((weight) => weight * (1 + vary.share * (2 * random() - 1)))
  const drawn = weights.slice()
  for (const group of children) {
    const weighted = group.filter((node) => weights[node]! > 0)
    const sum = weighted.reduce((total, node) => total + weights[node]!, 0)
    for (const node of weighted) {
      const shape = (vary.concentration * weighted.length * weights[node]!) / sum
      // A draw of almost nothing may come out as nothing, which would be no weight at all.
      drawn[node] = Math.max(gamma(shape, random), Number.MIN_VALUE * 2 ** 100)
    }
  }
  return drawn
}

/** The same for all in a group that have any. */
export const equalWeights = ({ weights }: Tree): Float64Array => weights.map((weight) => (weight > 0 ? 1 : 0))
