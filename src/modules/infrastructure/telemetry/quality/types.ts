/** What is doubtful about readings, and the rules by which that is said. */

export const MARKS = ['gap', 'stuck', 'range', 'outlier', 'clock'] as const
/**
 * Nothing came for long; the same value came for long; a value that cannot be; one that is unlike those before it; a time
 * that cannot be right.
 */
export type MarkKind = (typeof MARKS)[number]
/** From the first reading that it concerns to the last; of a gap, from the last before it to the first after it. */
export type QualityMark = { kind: MarkKind; from: Date; to: Date; detail: Record<string, number> }

export type Rule = {
  /** A gap is longer than so many usual steps between two readings. */
  gap_steps: number
  /** Is stuck that has the same value so often, for so long; null for what may well stay the same. */
  stuck: { readings: number; hours: number } | null
  /** What the value can be at all, in the attribute's usual unit. */
  min: number | null
  max: number | null
  /** So many robust standard deviations from the median of the readings before it; null for what jumps by its nature. */
  outlier_z: number | null
}

/** One reading, as the rules see it. */
export type Observed = { at: Date; receivedAt: Date; value: number | null }

/** What a person left out of the rollups. */
export type Exclusion = { from: Date; to: Date; reason: string; at: Date; by: string; entryId: string }
