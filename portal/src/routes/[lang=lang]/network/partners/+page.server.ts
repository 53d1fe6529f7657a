/** Partner cities, networks, joint projects, calls and meetings. */
import { kindIn, phaseIn, tieChoices, tieGroups } from '#lib/server/views/partners.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor }, url }) => {
  const say = saying(city, lang)
  const kind = kindIn(url.searchParams.get('kind'))
  const phase = phaseIn(url.searchParams.get('phase'))
  const ties = (await city.network.partners.list(kind)).ties.filter((one) => !phase || one.phase === phase)
  const { kinds, phases } = tieChoices(say)
  return {
    ...{ count: ties.length, groups: tieGroups(say, ties), kinds, phases, kind: kind ?? '', phase: phase ?? '' },
    mayWrite: actor.can('network.organise'),
  }
}
