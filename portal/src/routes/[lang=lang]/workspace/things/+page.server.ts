/** The city's things for those who work on them: found, on a map, taken out as files, printed as labels. */
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { noteOf } from '#lib/server/forms.ts'
import { filterIn, kindsFor, mapOf, namesFor, pageIn, PAGE_ROWS, queryOf, rowOf } from '#lib/server/things.ts'
import { words } from '#words'
import type { PageServerLoad } from './$types'

const MAP_MAX = 1_000
const STATES = ['planned', 'inUse', 'outOfUse', 'scrapped'] as const

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.read')
  const { city, actor, lang } = event.locals
  const { assets } = city.infrastructure
  const filter = filterIn(event.url)
  const page = pageIn(event.url)
  const [names, found, all, open] = await Promise.all([
    namesFor(city, lang),
    assets.page(actor, filter, { limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }),
    assets.page(actor, filter, { limit: MAP_MAX }),
    assets.reports.open(actor),
  ])
  const query = queryOf(filter)
  const { office, ...rest } = query
  const { t } = words[lang]
  return {
    ...{ filter, page, query, total: found.total, pages: Math.ceil(found.total / PAGE_ROWS), waiting: open.length },
    ...{ rows: found.things.map((thing) => rowOf(thing, names, lang)), note: noteOf(event, ['imported']) },
    exportQuery: new URLSearchParams({ ...rest, ...(office && { organisationId: office }) }).toString(),
    ...{ kinds: kindsFor(city, lang), areas: names.areas, offices: names.offices },
    states: STATES.map((value) => ({ value, label: t(`things.state.${value}`) })),
    ...{ map: await mapOf(city, lang, all.things), mapMax: all.total > MAP_MAX ? MAP_MAX : undefined },
    mayWrite: (await city.identity.organisations()).some(({ id }) => actor.can('infrastructure.write', id)),
  }
}
