/** A new series: what is said of it. */
import { redirect } from '@sveltejs/kit'
import type { SeriesDraft } from '#catalog'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import { DESCRIBED, orWrong, seriesIn } from '#lib/server/steward/description.ts'
import { enter } from '#lib/server/steward/enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const organisations = await enter(event)
  if (organisations.length === 0) refuseEntry(event.locals.lang)
  return { organisations }
}

const ASKED = { fields: { slug: 'steward.form.slug', ...DESCRIBED }, blame: { 'catalog.slugTaken': 'slug' } } as const

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const result = await submitted(event, ASKED, ({ slug }, form) =>
      orWrong(event, form, () => {
        const draft = { ...seriesIn(form), slug: slug.trim(), organisation: textOf(form, 'organisation') }
        return city.catalog.datasets.createSeries(actor, draft as SeriesDraft)
      }),
    )
    if (!('slug' in result)) return result
    redirect(303, href(lang, '/workspace/series/[slug]', { slug: result.slug }, { done: 'saved' }))
  },
}
