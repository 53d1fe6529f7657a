/** Ranks of many runs, in plain arrays. */
import type { RankShift } from './types.ts'

/** Ranks from 1 for the highest, equal scores at the better place; 0 where there is no score. */
export function placesOf(scores: Float64Array): Uint32Array {
  const ordered = scores.filter((score) => !Number.isNaN(score)).sort()
  return Uint32Array.from(scores, (score) => (Number.isNaN(score) ? 0 : ordered.length - notHigher(ordered, score) + 1))
}

/** How many of the ordered are not higher than the score. */
function notHigher(ordered: Float64Array, score: number): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ordered[middle]! <= score) low = middle + 1
    else high = middle
  }
  return low
}

/** Of the units that have a rank both times. */
export function shift(before: Uint32Array, after: Uint32Array, units: readonly string[]): RankShift {
  let [sum, count, farthest] = [0, 0, -1]
  const moved = (i: number) => Math.abs(after[i]! - before[i]!)
  for (let i = 0; i < before.length; i++) {
    if (before[i] === 0 || after[i] === 0) continue
    sum += moved(i)
    count++
    if (moved(i) > 0 && (farthest < 0 || moved(i) > moved(farthest))) farthest = i
  }
  return {
    meanShift: count === 0 ? 0 : sum / count,
    ...(farthest < 0
      ? { maxShift: 0, unit: null, from: null, to: null }
      : { maxShift: moved(farthest), unit: units[farthest]!, from: before[farthest]!, to: after[farthest]! }),
  }
}
