/** One indicator beside what other cities state of the same number. */
import { besideOf } from '#lib/server/views/beside.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { lackingOf, outlinesOf } from '#lib/server/views/requests.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang, actor } }) => {
  const beside = await besideOf(city, lang, params.id, url)
  return {
    requests: await outlinesOf(city, lang, { indicator: params.id }),
    lacking: actor.can('network.organise') ? await lackingOf(city, lang, params.id, beside.period) : undefined,
    door: doorOf(city, lang, 'network').title,
    home: city.indicators.home,
    ...beside,
  }
}
