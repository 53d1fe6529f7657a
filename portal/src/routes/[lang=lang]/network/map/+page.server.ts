/** The network seen: on a map and in words. */
import { doorOf } from '#lib/server/views/doors.ts'
import { networkMapOf } from '#lib/server/views/network-map.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => ({
  door: doorOf(city, lang, 'network').title,
  ...(await networkMapOf(city, lang, url.searchParams.get('flows'))),
})
