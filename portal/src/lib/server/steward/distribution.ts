/** A distribution as its pages show it: whose it is, what came in, what is public. */
import { error, type RequestEvent } from '@sveltejs/kit'
import { sentence } from '#words'
import { nameOf, said, titleOf } from './enter.ts'

/** The distribution and its dataset. */
export async function placeOf({ locals: { city, actor, lang } }: RequestEvent, id: string) {
  if (!/^[0-9a-f-]{36}$/.test(id)) error(404, sentence(lang, 'catalog.unknown'))
  const entry = await city.catalog.datasets.entryWith(actor, id)
  const distribution = entry.distributions.find((one) => one.id === id)!
  const { endpoint } = entry.said.text.distributions[distribution.slug]!
  return {
    entry,
    distribution,
    view: {
      ...{ id, slug: distribution.slug, kind: distribution.kind, endpoint: endpoint?.url },
      ...{ name: nameOf(lang, entry, distribution), dataset: titleOf(lang, entry), datasetSlug: entry.slug },
    },
  }
}

/** Its versions, newest first. */
export async function versionsOf({ locals: { city, actor, lang } }: RequestEvent, id: string) {
  const versions = (await city.catalog.versions(actor, id)).toReversed()
  const newest = versions.find(({ withdrawal }) => !withdrawal)
  return versions.map(({ number, publishedAt, rows, note, withdrawal, deliveryId }) => ({
    ...{ number, at: publishedAt, rows, deliveryId, note: said(lang, note) },
    ...{ withdrawal, isNewest: number === newest?.number, isFirst: number === 1 },
  }))
}
export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number]

/** Its dictionary, where there is one. */
export const rulingOf = ({ locals: { city, actor } }: Pick<RequestEvent, 'locals'>, id: string) =>
  city.catalog.ruling(actor, id).catch((error: { code?: string }) => {
    if (error.code === 'catalog.unknown') return undefined
    throw error
  })

/** The newest delivery that was not given up, as this person sees it. */
export async function newestOf({ locals: { city, actor } }: Pick<RequestEvent, 'locals'>, id: string) {
  return (await city.catalog.deliveries.list(actor, id, 20)).find(({ state }) => state !== 'abandoned')
}
