/** Partner cities, networks, joint projects, calls and meetings. */
import { kindIn, tieCard, tieChoices } from '#lib/server/views/partners.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, url }) => {
  const say = saying(city, lang)
  const kind = kindIn(url.searchParams.get('kind'))
  const { ties } = await city.network.partners.list(kind)
  return {
    ...{ cards: ties.map((tie) => tieCard(say, tie)), kinds: tieChoices(say).kinds, kind: kind ?? '' },
    mayWrite: actor.can('network.organise'),
  }
}
