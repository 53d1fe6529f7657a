/** A reading is what one attribute of one entity was at one instant. */

/** As it comes in. `attribute` is an IRI; a time is ISO 8601 with its zone. */
export type Reading = {
  entityId: string
  attribute: string
  datasetId?: string
  observedAt: string
  unitCode?: string
  /** Where it is a number. */
  value?: number
  /** The whole instance, where it says more than a number and its unit. */
  content?: object
}

export type Series = { id: number; entityId: string; attribute: string; datasetId?: string; unitCode?: string }

/** From a time, included, to another, excluded. */
export type Range = { from?: string; to?: string }

/** One reading of a series, as it is kept. */
export type Point = {
  seriesId: number
  observedAt: Date
  value: number | null
  content: object | null
  receivedAt: Date
}

/** What is asked of the past. Without `attributes` all of them; a dataset without a name is ''. */
export type Past = {
  entityIds: readonly string[]
  attributes?: readonly string[]
  datasetIds?: readonly string[]
  by?: 'observed' | 'received'
  /** Included. */
  after?: string
  /** Excluded. */
  before?: string
}
export type PastPoint = Omit<Point, 'seriesId'> & {
  /** Since 1970, for those who must name it exactly. */
  micros: string
}
export type PastSeries = Series & { points: PastPoint[] }

/** `count` seconds from `origin` on, or months of the calendar; `all` is one period that begins at `origin`. */
export type Period = { unit: 'second' | 'month' | 'all'; count: number; origin: string }
export type Summary = {
  series: Series
  of: {
    start: Date
    totalCount: number
    sum: number | null
    avg: number | null
    min: number | null
    max: number | null
    /** What only the readings themselves can say. */
    first?: Date
    last?: Date
    distinctCount?: number
    stddev?: number | null
    sumsq?: number | null
  }
}
