/** Taking one version back, with a reason for everybody. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { refuseEntry, submitted } from '#lib/server/forms.ts'
import { placeOf, versionsOf } from '#lib/server/steward/distribution.ts'
import { enter } from '#lib/server/steward/enter.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { actor, lang } = event.locals
  const { entry, view } = await placeOf(event, event.params.id)
  if (!actor.can('catalog.withdraw', entry.organisation)) refuseEntry(lang)
  const version = (await versionsOf(event, view.id)).find(({ number }) => number === Number(event.params.number))
  if (!version) error(404, sentence(lang, 'catalog.unknown'))
  return { place: view, number: version.number }
}

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const { id, number } = event.params as { id: string; number: string }
    const asked = {
      fields: { reason: 'steward.withdraw.reason' },
      blame: { 'governance.unfitText': 'reason' },
    } as const
    const result = await submitted(event, asked, ({ reason }) =>
      city.catalog.withdraw(actor, id, Number(number), reason),
    )
    return result ?? redirect(303, href(lang, '/workspace/distributions/[id]', { id }, { done: 'withdrawn' }))
  },
}
