/** What the city holds, for everybody; narrowed by what is open. */
import type { PageServerLoad } from './$types'

const OPENNESS = ['open', 'partly', 'closed'] as const

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const all = await city.governance.assets.list()
  const wanted = OPENNESS.find((state) => state === url.searchParams.get('open'))
  const count = (wanted: (typeof OPENNESS)[number]) => all.filter(({ openness }) => openness.state === wanted).length
  return {
    door: city.info.doors.find(({ id }) => id === 'digital')!.title[lang],
    wanted,
    counts: { n: all.length, open: count('open'), partly: count('partly'), closed: count('closed') },
    assets: all
      .filter(({ openness }) => !wanted || openness.state === wanted)
      .map(({ slug, names, purposes, holder, steward, legalBasis, securityClass, openness }) => ({
        ...{ slug, name: names[lang], purpose: purposes[lang], holder: holder[lang], steward, legalBasis },
        ...{ securityClass, openness: openness.state, reason: openness.reason[lang] },
      }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    unconfirmed: all.some(({ grounds }) => grounds === 'city pack'),
    keeps: actor.can('governance.assets'),
  }
}
