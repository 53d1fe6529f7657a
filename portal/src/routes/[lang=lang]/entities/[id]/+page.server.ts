/** One public thing of the city: now, before, and for programs. */
import { error } from '@sveltejs/kit'
import { askedIn, entityOf } from '#lib/server/views/live/entity.ts'
import { saying } from '#lib/server/views/live/say.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params, url }) => {
  const say = saying(city, lang)
  const entity = await entityOf(city, say, params.id, askedIn(url.searchParams))
  if (!entity) error(404, say.t('live.entity.unknown'))
  return { entity }
}
