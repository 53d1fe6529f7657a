/** A rollup is what the numbers of one series were in a quarter hour, hour, day or month. */

export const GRAINS = ['quarter', 'hour', 'day', 'month'] as const
/** Days and months, and the hours in them, are the city's. */
export type Grain = (typeof GRAINS)[number]

export type Rollup = {
  seriesId: number
  start: Date
  /** Of the readings that are numbers; the others are in no rollup. */
  count: number
  min: number
  max: number
  mean: number
  sum: number
  last: number
  lastAt: Date
}

/** A stretch of one series in which readings came, were corrected or went, from its first to its last. */
export type Mark = { seriesId: number; firstAt: Date; lastAt: Date; tries: number }

/** What has come in of one series and is rolled up: something changed from `from`, included, to `to`, excluded. */
export type Settled = {
  seriesId: number
  entityId: string
  attribute: string
  datasetId?: string
  from: Date
  to: Date
}
