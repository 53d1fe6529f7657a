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
