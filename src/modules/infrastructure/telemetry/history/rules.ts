/** Which grain fits. Pure. */
import { GRAINS, type Grain } from '../rollups/index.ts'

const LENGTH_MS: Record<Grain, number> = {
  quarter: 15 * 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  month: 30 * 86_400_000,
}

/** The finest of which no more than so many lie between the two. */
export const grainFor = (first: Date, last: Date, points: number): Grain =>
  GRAINS.find((grain) => (last.getTime() - first.getTime()) / LENGTH_MS[grain] + 1 <= points) ?? 'month'

/** Of how many readings that were to be expected how many came; `share` is at most 1. */
export type Completeness = { expected: number; got: number; share: number; step_ms: number }

export function completenessOf(got: number, length_ms: number, step_ms: number): Completeness {
  const expected = Math.max(1, Math.round(length_ms / step_ms))
  return { expected, got, share: Math.min(1, got / expected), step_ms }
}
