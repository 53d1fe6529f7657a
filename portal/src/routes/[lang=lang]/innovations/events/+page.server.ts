/** Events to come, and those that were; of one dimension or of all. */
import { dimensionChoices, dimensionIn } from '#lib/server/views/dimensions.ts'
import { eventCard } from '#lib/server/views/events.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const PAST_SHOWN = 50

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const dimension = dimensionIn(url.searchParams.get('dimension'))
  const { ahead, past } = await city.innovations.events.list(dimension)
  return {
    dimension: dimension ?? '',
    dimensions: dimensionChoices(say),
    ahead: ahead.map((one) => eventCard(say, one)),
    past: past.slice(0, PAST_SHOWN).map((one) => eventCard(say, one)),
    mayWrite: actor.can('innovations.organise'),
  }
}
