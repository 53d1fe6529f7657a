/** How two figures go together. */
import { ranks } from './rank.ts'

/** With fewer pairs any order looks like a rule. */
export const CORRELATION_PAIRS_MIN = 5

/**
 * Spearman's rank correlation of pairs, equal figures sharing the mean of their places: 1 where both always grow
 * together, −1 where one falls as the other grows. Undefined for fewer than five pairs and where a side does not vary.
 * Throws `stats.notFinite`.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  if (pairs.length < CORRELATION_PAIRS_MIN) return undefined
  const [x, y] = ([0, 1] as const).map((side) => centred(pairs.map((pair) => pair[side])))
  const sum = (a: number[], b: number[]) => a.reduce((total, value, i) => total + value * b[i]!, 0)
  const spread = Math.sqrt(sum(x!, x!) * sum(y!, y!))
  return spread === 0 ? undefined : Math.max(-1, Math.min(1, sum(x!, y!) / spread))
}

/** Places, counted from their middle. */
function centred(values: number[]): number[] {
  const middle = (values.length + 1) / 2
  return ranks(values, { best: 'lowest', ties: 'average' }).map((place) => place! - middle)
}
