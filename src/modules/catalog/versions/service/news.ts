/** What became public and what was taken back, newest first, as everybody may be told of it. */
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import type { Distribution, Title } from '../../types.ts'
import * as store from '../store.ts'
import type { Reading } from './reading.ts'

export function createNews({ database: { db } }: Pick<Needs, 'database'>, reading: Reading) {
  return {
    /** Of everything, or of one dataset. Of what was taken back nothing is told but why. Throws `catalog.unknown`. */
    async news(limit: number, slug?: string) {
      const [about] = slug === undefined ? [] : await store.published(db, slug)
      if (slug !== undefined && !about) throw refuse.unknown({ slug })
      const { datasets, series } = await reading.catalogue()
      const publications = await store.publications(db, limit, about?.id)
      const slugs = await store.slugsOf(db, [...new Set(publications.map(({ datasetId }) => datasetId))])
      const standing = new Map<string, { title: Title; distributions?: Distribution[] }>([
        ...datasets.map((one) => [one.id, { ...one, title: one.description.title }] as const),
        ...series.map((one) => [one.id, one] as const),
      ])
      return publications.map(({ entryId, kind, at, datasetId, distributionId, versionNumber, reason }) => {
        const { title, distributions = [] } = standing.get(datasetId) ?? {}
        const of = distributions.find(({ id }) => id === distributionId)
        const version = of?.versions.find(({ number }) => number === versionNumber)
        const note = kind === 'version' && !version?.withdrawal ? version?.note : undefined
        return {
          ...{ entryId, kind, at, slug: slugs.get(datasetId)!, title, reason, number: versionNumber, note },
          distribution: of && { slug: of.slug, title: of.title },
        }
      })
    },
  }
}
export type Piece = Awaited<ReturnType<ReturnType<typeof createNews>['news']>>[number]
