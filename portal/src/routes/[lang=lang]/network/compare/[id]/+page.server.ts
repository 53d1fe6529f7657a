/** One indicator beside what other cities state of the same number. */
import { besideOf } from '#lib/server/views/beside.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { outlinesOf } from '#lib/server/views/requests.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang, actor } }) => ({
  requests: await outlinesOf(city, lang, { indicator: params.id }),
  missing: actor.can('network.organise') ? await city.network.requests.missing(params.id) : [],
  door: doorOf(city, lang, 'network').title,
  home: city.indicators.home,
  ...(await besideOf(city, lang, params.id, url)),
})
