/** Unit slips: a figure that is far from what is usual, and would be usual if it were divided by a well-known factor. */
import { usualOf, type Usual } from './robust.ts'
import type { Point } from './picture.ts'

/** Tens; and what people mix up besides: months and years. */
const TENS = [10, 100, 1_000, 1_000_000]
const OTHERS = [12]
/** The nearest figures in time that say what is usual, and the fewest that can. */
const NEAREST = 6
const OTHERS_MIN = 3
/** Fewer than those say it only so closely. */
const FEW_SPREAD = 0.25
const PEERS_MIN = 8
/** In logarithms: a tenth up or down is always usual. */
export const FLOOR = 0.1
const FAR = 6
const NEAR = 2.5
const NEAR_MAX = 0.35
/** Other factors than tens are believed only where the series stands still and the figure is that factor off exactly. */
const STILL = 0.05

/** The rule's numbers, for whoever follows it again. */
export const SLIP = { nearest: NEAREST, peersMin: PEERS_MIN, far: FAR, near: NEAR, floor: FLOOR }

export type Slip = { factor: number; against: 'series' | 'peers'; usual: Usual }

/** What is usual around a figure in its own series; undefined where too little is known. Logarithms. */
export function usualNear(points: readonly Point[], at: number): Usual | undefined {
  const { ordinal } = points[at]!
  const others = points
    .filter((point, i) => i !== at && point.value > 0)
    .sort((a, b) => Math.abs(a.ordinal - ordinal) - Math.abs(b.ordinal - ordinal) || a.ordinal - b.ordinal)
    .slice(0, NEAREST)
  if (others.length === 0) return undefined
  const usual = usualOf(others.map(({ value }) => Math.log(value)))
  return others.length < OTHERS_MIN ? { ...usual, spread: Math.max(usual.spread, FEW_SPREAD) } : usual
}

/** The slip that explains the figure, by its own series where that says enough, otherwise by the peers. */
export function slipOf(
  value: number,
  own: Usual | undefined,
  peers: Usual | undefined,
  chance: number,
): Slip | undefined {
  const usual = own ?? (peers && peers.count >= PEERS_MIN ? peers : undefined)
  if (!usual || value <= 0) return undefined
  const off = Math.log(value) - usual.middle
  const spread = Math.max(usual.spread, FLOOR, chance)
  if (Math.abs(off) < FAR * spread) return undefined
  const against = own ? 'series' : 'peers'
  const reach = Math.min(NEAR * spread, NEAR_MAX)
  const factor = nearest(TENS, off, reach) ?? (own && usual.spread <= STILL ? nearest(OTHERS, off, STILL) : undefined)
  return factor ? { factor, against, usual } : undefined
}

/** The factor, or one over it, by which the figure is off, within reach. */
function nearest(factors: readonly number[], off: number, reach: number): number | undefined {
  const found = factors.find((factor) => Math.abs(Math.abs(off) - Math.log(factor)) <= reach)
  return found && (off > 0 ? found : 1 / found)
}
