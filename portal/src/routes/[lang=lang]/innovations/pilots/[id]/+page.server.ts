/** One pilot, as everybody sees it. */
import { wholeOf } from '#lib/server/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params: { id } }) => ({
  whole: await wholeOf(saying(city, lang), await city.innovations.pilots.one(id)),
})
