/** Whether a ring crosses itself: its sides from west to east, each compared with those that it may meet. */
import type { Position } from './types.ts'

/** Of one ring; a ring made to have more of them is not looked through to its end. */
const COMPARISONS_MAX = 5_000_000

export function crosses(ring: readonly Position[]): boolean {
  const sides = ring.length - 1
  const west = (i: number) => Math.min(ring[i]![0]!, ring[i + 1]![0]!)
  const east = (i: number) => Math.max(ring[i]![0]!, ring[i + 1]![0]!)
  const order = Array.from({ length: sides }, (_, i) => i).sort((a, b) => west(a) - west(b))
  let active: number[] = []
  let left = COMPARISONS_MAX
  for (const side of order) {
    const from = west(side)
    active = active.filter((other) => east(other) >= from)
    left -= active.length
    if (left < 0) return false
    if (active.some((other) => meet(ring, side, other))) return true
    active.push(side)
  }
  return false
}

/** Each side has the ends of the other on both of its own sides. */
function meet(ring: readonly Position[], one: number, other: number): boolean {
  const [a, b, c, d] = [ring[one]!, ring[one + 1]!, ring[other]!, ring[other + 1]!]
  if (Math.max(a[1]!, b[1]!) < Math.min(c[1]!, d[1]!) || Math.max(c[1]!, d[1]!) < Math.min(a[1]!, b[1]!)) return false
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

const turn = (a: Position, b: Position, c: Position): number =>
  (b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!)
