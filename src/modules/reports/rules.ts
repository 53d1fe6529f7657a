/** What may be asked for and done with reports. Pure. */
import { refusals } from '#platform/errors'
import type { Report } from './types/index.ts'

export const refuse = refusals('reports', {
  unknown: 404,
  notPrinted: 404,
  nothingPublished: 409,
  notMade: 409,
  alreadyPublished: 409,
  newerPublished: 409,
  nameWithdrawn: 409,
  cancelled: 409,
  yearAhead: 422,
  nothingKnown: 422,
})

/** A year that has not begun has nothing to report. Throws `reports.yearAhead`. */
export function demandBegun(year: number, thisYear: number): void {
  if (year > thisYear) throw refuse.yearAhead({ year: String(year), thisYear: String(thisYear) })
}

/** A report is published once, when it is made. Throws `reports.alreadyPublished`, `reports.cancelled`, `reports.notMade`. */
export function demandPublishable({ id, state, publication }: Report): void {
  if (publication) throw refuse.alreadyPublished({ id })
  if (state === 'cancelled') throw refuse.cancelled({ id })
  if (state !== 'made') throw refuse.notMade({ id, state })
}

/** What a newer report may stand in the place of; a report of an older moment may not. Throws `reports.newerPublished`. */
export function supersededBy(report: Report, published: Report | undefined): string | undefined {
  if (published && published.moment.seq > report.moment.seq)
    throw refuse.newerPublished({ id: published.id, seq: published.moment.seq })
  return published?.id
}

/** A report may be given up until it is published. Throws `reports.alreadyPublished`. */
export function demandUnpublished({ id, publication }: Report): void {
  if (publication) throw refuse.alreadyPublished({ id })
}
