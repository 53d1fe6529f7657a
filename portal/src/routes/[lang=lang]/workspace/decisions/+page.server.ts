/** A decision is written down. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { DECISION_FORM, decisionIn } from '#lib/server/decision-forms.ts'
import { enterWith } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => enterWith(event, 'strategy.edit')

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    let id = ''
    const result = await doing(event, DECISION_FORM, async (form) => {
      ;({ id } = await city.strategy.decisions.take(actor, decisionIn(form, lang)))
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/decisions/[id]', { id }, { done: 'done' }))
  },
}
