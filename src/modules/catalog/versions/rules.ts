/** What may become public, and how it is addressed. Pure. */
import type { DatasetText, SeriesText } from '../datasets/types.ts'
import type { Delivery } from '../deliveries/types.ts'
import { refuse } from '../refusals.ts'
import type { Title } from '../types.ts'

export const addressOf = (slug: string, distribution?: string, version?: number): string =>
  ['/catalog', slug, ...(distribution === undefined ? [] : [distribution]), ...(version === undefined ? [] : ['versions', version])].join('/') // prettier-ignore

/** Throws `catalog.alreadyPublished` and `catalog.notReady`. */
export function demandPublishable({ id, state }: Delivery): void {
  if (state === 'published') throw refuse.alreadyPublished({ id })
  if (state !== 'ready' && state !== 'opened') throw refuse.notReady({ id, state })
}

export const titleOf = (text: DatasetText | SeriesText): Title =>
  'description' in text && 'title' in text ? text.title : (text as DatasetText).description.title
