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
