/** Taking a whole dataset back, with a reason for everybody. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted } from '#lib/server/forms.ts'
import { enter, titleOf } from '#lib/server/steward/enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const entry = await city.catalog.datasets.entryOf(actor, event.params.slug)
  if (!actor.can('catalog.withdraw', entry.organisation)) refuseEntry(lang)
  return { slug: entry.slug, title: titleOf(lang, entry) }
}

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const slug = event.params.slug!
    const asked = {
      fields: { reason: 'steward.withdraw.reason' },
      blame: { 'governance.unfitText': 'reason' },
    } as const
    const result = await submitted(event, asked, async ({ reason }) => {
      const { id } = await city.catalog.datasets.entryOf(actor, slug)
      await city.catalog.withdrawDataset(actor, id, reason)
    })
    return result ?? redirect(303, href(lang, '/workspace/catalog/[slug]', { slug }, { done: 'withdrawn' }))
  },
}
