/** What changed in a table since the version before. */
import { error } from '@sveltejs/kit'
import { distributionOf, say } from '#lib/server/views/catalogue.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 100

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const { catalog } = city
  const dataset = await catalog.dataset(params.slug)
  const one = dataset.distributions.find(({ slug, kind }) => slug === params.distribution && kind === 'table')
  const number = Number(params.number)
  const version = one?.versions.find((version) => version.number === number)
  if (!one || !version) error(404)
  const offset = Math.max(0, Number.parseInt(url.searchParams.get('offset') ?? '0', 10) || 0)
  const [changes, { content }, { baseUrl }] = await Promise.all([
    catalog.changes(one.id, { number, offset, limit: SHOWN }),
    catalog.rows.table(one.id, number),
    catalog.catalogue(),
  ])
  return {
    slug: dataset.slug,
    title: say(dataset.description.title, lang),
    table: distributionOf(dataset, one, lang, baseUrl),
    ...{ changes, offset, publishedAt: version.publishedAt, note: version.note && say(version.note, lang) },
    types: Object.fromEntries(content.columns.map(({ name, type }) => [name, type])),
  }
}
