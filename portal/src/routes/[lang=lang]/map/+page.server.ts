/** Which of the city's public things lie where, and what they say. */
import { askedIn, mapOf } from '#lib/server/views/live/map.ts'
import { saying } from '#lib/server/views/live/say.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, url }) => ({
  map: await mapOf(city, saying(city, lang), askedIn(url.searchParams)),
})
