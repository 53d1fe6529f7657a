/** One indicator beside what other cities state of the same number. */
import { besideOf } from '#lib/server/views/beside.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => ({
  door: doorOf(city, lang, 'network').title,
  home: city.indicators.home,
  ...(await besideOf(city, lang, params.id, url)),
})
