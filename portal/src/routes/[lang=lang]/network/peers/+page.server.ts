/** Which cities this one believes, and why. */
import { doorOf } from '#lib/server/views/doors.ts'
import { peersOf, splitsOf } from '#lib/server/views/peers.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => ({
  door: doorOf(city, lang, 'network').title,
  ...(await peersOf(city, lang, url)),
  splits: await splitsOf(city, lang),
})
