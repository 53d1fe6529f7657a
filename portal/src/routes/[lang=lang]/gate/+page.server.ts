/** What was let out, refused and taken back, for everybody. */
import { registerOf, wantedIn } from '#lib/server/views/gate.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const { before, ...wanted } = wantedIn(url.searchParams)
  const [register, counts] = await Promise.all([
    registerOf(city, lang, { ...wanted, before }),
    city.governance.gate.counts(),
  ])
  return {
    door: city.info.doors.find(({ id }) => id === 'digital')!.title[lang],
    ...{ ...register, wanted, first: before === undefined },
    counts: { opened: counts.opened, refused: counts.refused, withdrawn: counts.withdrawn },
    decides: actor.can('governance.decide') || actor.can('governance.decidePersonal'),
  }
}
