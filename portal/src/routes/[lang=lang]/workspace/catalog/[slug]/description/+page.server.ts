/** What is said of a dataset: changed by one editor at a time. */
import { redirect } from '@sveltejs/kit'
import type { DatasetChange } from '#catalog'
import { href } from '#lib/paths.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { DESCRIBED, orWrong, textIn, valuesOf } from '#lib/server/steward/description.ts'
import { enter, titleOf } from '#lib/server/steward/enter.ts'
import { choicesFor } from '#lib/server/steward/needs.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const entry = await city.catalog.datasets.entryOf(actor, event.params.slug)
  const from = Number(event.url.searchParams.get('from')) || entry.said.version
  const old =
    from === entry.said.version
      ? entry.said
      : (await city.catalog.datasets.said(actor, entry.id)).find(({ version }) => version === from)
  return {
    ...{ slug: entry.slug, title: titleOf(lang, entry) },
    ...{
      values: { ...valuesOf((old ?? entry.said).text), seen: String(entry.said.version) } as Record<string, string>,
    },
    /** As it stands now, for who comes second. */
    now: { title: entry.said.text.description.title, description: entry.said.text.description.description },
    choices: await choicesFor(event),
  }
}

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const { slug } = event.params as { slug: string }
    const blame = { 'catalog.unknownAsset': 'asset' }
    const result = await submitted(event, { fields: DESCRIBED, blame }, (_, form) =>
      orWrong(event, form, async () => {
        const { id, said } = await city.catalog.datasets.entryOf(actor, slug)
        const change = { ...textIn(form, said.text), seen: Number(textOf(form, 'seen')) }
        return city.catalog.datasets.describe(actor, id, change as DatasetChange)
      }),
    )
    if (!('slug' in result)) return result
    redirect(303, href(lang, '/workspace/catalog/[slug]', { slug }, { done: 'saved' }))
  },
}
