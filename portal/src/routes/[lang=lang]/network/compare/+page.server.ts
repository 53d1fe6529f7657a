/** Which of the city's indicators other cities state too. */
import { comparedOf } from '#lib/server/views/beside.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => ({
  door: doorOf(city, lang, 'network').title,
  compared: await comparedOf(city, lang),
})
