/** Many comparisons at once: chance alone makes some of them look like effects, so each p is raised. */
import { refuse } from './refusals.ts'

/** No false alarm among all, but for the level (Holm 1979); in the order given. Throws `stats.effects.probability`. */
export function holm(ps: readonly number[]): number[] {
  const order = ordered(ps)
  const raised = new Array<number>(ps.length)
  let highest = 0
  order.forEach((place, i) => {
    highest = Math.max(highest, Math.min(1, (ps.length - i) * ps[place]!))
    raised[place] = highest
  })
  return raised
}

/** Of what is called an effect, only the level's share is chance (Benjamini and Hochberg 1995); in the order given. */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const order = ordered(ps).reverse()
  const raised = new Array<number>(ps.length)
  let lowest = 1
  order.forEach((place, i) => {
    lowest = Math.min(lowest, (ps.length / (ps.length - i)) * ps[place]!)
    raised[place] = lowest
  })
  return raised
}

/** Places by p, smallest first. */
function ordered(ps: readonly number[]): number[] {
  ps.forEach((p, i) => {
    if (!(p >= 0 && p <= 1)) throw refuse.probability({ row: i + 1, found: String(p) })
  })
  return ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]! || a - b)
}
