/** What is usual: a middle and a spread that a few wrong figures cannot move. */
import { median, medianDeviation } from '#stats'

/** Of a normal distribution the median distance from the median, times this, is the standard deviation. */
const NORMAL = 1.4826

export type Usual = { readonly middle: number; readonly spread: number; readonly count: number }

/** The median, and the median distance from it as a standard deviation; of at least one figure. */
export function usualOf(values: readonly number[]): Usual {
  return { middle: median(values)!, spread: NORMAL * medianDeviation(values)!, count: values.length }
}

/** How many spreads away from the middle; a spread below `floor` counts as `floor`. */
export function distance({ middle, spread }: Usual, value: number, floor: number): number {
  return Math.abs(value - middle) / Math.max(spread, floor)
}

/** What chance alone does to counts, as a share of them: their roots. Nothing, where figures are not whole numbers. */
export const chanceOf = (...counts: readonly number[]): number =>
  counts.every((count) => Number.isInteger(count) && count > 0)
    ? Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0))
    : 0
