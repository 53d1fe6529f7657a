/** A new dataset: what is said of it. */
import { redirect } from '@sveltejs/kit'
import type { DatasetDraft } from '#catalog'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import { DESCRIBED, orWrong, textIn } from '#lib/server/steward/description.ts'
import { enter } from '#lib/server/steward/enter.ts'
import { choicesFor } from '#lib/server/steward/needs.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const organisations = await enter(event)
  if (organisations.length === 0) refuseEntry(event.locals.lang)
  return { organisations, choices: await choicesFor(event) }
}

const FIELDS = { slug: 'steward.form.slug', ...DESCRIBED } as const
const BLAME = { 'catalog.slugTaken': 'slug', 'catalog.unknownAsset': 'asset' }

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: FIELDS, blame: BLAME }, ({ slug }, form) =>
      orWrong(event, form, () => {
        const draft = { ...textIn(form), slug: slug.trim(), organisation: textOf(form, 'organisation') }
        return city.catalog.datasets.create(actor, draft as DatasetDraft)
      }),
    )
    if (!('slug' in result)) return result
    redirect(303, href(lang, '/workspace/catalog/[slug]', { slug: result.slug }, { done: 'saved' }))
  },
}
