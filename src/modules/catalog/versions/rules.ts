/** What may become public, and how it is addressed. Pure. */
import type { DatasetText, SeriesText } from '../datasets/types.ts'
import type { Delivery, DeliveryView } from '../deliveries/types.ts'
import { isBesideRows } from '#tables'
import { refuse } from '../refusals.ts'
import type { Title } from '../types.ts'

export const addressOf = (slug: string, distribution?: string, version?: number): string =>
  ['/catalog', slug, ...(distribution === undefined ? [] : [distribution]), ...(version === undefined ? [] : ['versions', version])].join('/') // prettier-ignore

/** Throws `catalog.alreadyPublished` and `catalog.notReady`. */
export function demandPublishable({ id, state }: Delivery): void {
  if (state === 'published') throw refuse.alreadyPublished({ id })
  if (state !== 'ready' && state !== 'opened') throw refuse.notReady({ id, state })
}

/**
 * Did the gate see all that stands in the file? A table's rows are looked at as they are published; what is left out of
 * them, changed in them, or stands beside them in the file is not. Throws `catalog.originalTreated`.
 */
export function demandSeenWhole({ id, content, ...delivery }: Delivery): void {
  if (content && !isSeenWhole({ ...delivery, ...content })) throw refuse.originalTreated({ id })
}

export function isSeenWhole({
  isTreated,
  problemCount,
  reading,
}: Pick<DeliveryView, 'isTreated' | 'problemCount' | 'reading'>): boolean {
  return !isTreated && problemCount === 0 && !reading?.remarks.some(isBesideRows)
}

export const titleOf = (text: DatasetText | SeriesText): Title =>
  'description' in text && 'title' in text ? text.title : (text as DatasetText).description.title
