/** What a series was over a time, in as many points as are asked for, and what it was last. */
import type { Grain } from '../rollups/index.ts'
import type { Series } from '../readings/index.ts'

/** A series by its number, or by whose it is. */
export type Which = number | { entityId: string; attribute: string; datasetId?: string }
export type Span = { from?: Date; to?: Date }

/** One reading, or what the readings of one period were: `count` of them from `at` on. */
export type HistoryPoint = {
  at: Date
  count: number
  mean: number | null
  min: number | null
  max: number | null
  sum: number | null
  last: number | null
  /** Of a reading that is more than a number. */
  content?: object
}
export type History = {
  series: Series
  grain: 'raw' | Grain
  points: HistoryPoint[]
  /** There is more than this: the newest are given. */
  partial: boolean
}

export type Latest = Series & { observedAt: Date; value: number | null; content: object | null }
