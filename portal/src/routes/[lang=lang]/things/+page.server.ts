/** The city's things for everybody: by code, by what they are, by district. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { filterIn, kindsFor, mapOf, namesFor, pageIn, PAGE_ROWS, queryOf, rowOf } from '#lib/server/things.ts'
import { visitor } from '#platform/actor'
import type { PageServerLoad } from './$types'

const MAP_MAX = 1_000

export const load: PageServerLoad = async ({ locals: { city, lang }, url }) => {
  const { assets } = city.infrastructure
  const { q, kind, area } = filterIn(url)
  const filter = { q, kind, area }
  // Whoever types a whole code means that thing, also one that is on no list.
  if (q && (await assets.get(q))) redirect(303, href(lang, '/things/[code]', { code: q.toUpperCase() }))
  const page = pageIn(url)
  const [names, found, all] = await Promise.all([
    namesFor(city, lang),
    assets.page(visitor, filter, { limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }),
    assets.page(visitor, filter, { limit: MAP_MAX }),
  ])
  return {
    ...{ filter: { q, kind, area }, page, total: found.total, pages: Math.ceil(found.total / PAGE_ROWS) },
    query: queryOf({ ...filter, organisationId: undefined, state: undefined }),
    rows: found.things.map((thing) => rowOf(thing, names, lang)),
    ...{ kinds: kindsFor(city, lang), areas: names.areas, map: await mapOf(city, lang, all.things) },
    ...{ mapMax: all.total > MAP_MAX ? MAP_MAX : undefined, isAsked: Boolean(q ?? kind ?? area) },
  }
}
