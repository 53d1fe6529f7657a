/** A newer version of what ties the city to others. */
import { redirect } from '@sveltejs/kit'
import { said } from '#strategy'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { TIE_FORM, tieChoices, tieIn, tieTyped } from '#lib/server/views/partners.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, lang } = event.locals
  const { tie } = await orMissing(event, city.network.partners.one(event.params.id))
  return { id: tie.id, title: said(tie.names, lang).text, typed: tieTyped(tie), expected: tie.version, choices: tieChoices(saying(city, lang)) } // prettier-ignore
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'network.organise')
    const { city, lang, actor } = event.locals
    const { id } = event.params
    const { partners } = city.network
    const result = await doing(event, TIE_FORM, async (form) => {
      const { tie } = await partners.one(id)
      // Its source is what it is; whoever changes the words answers for them by the grounds.
      await partners.revise(actor, id, { ...tieIn(form), source: tie.source }, textOf(form, 'grounds'), Number(textOf(form, 'expected'))) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/partners/[id]', { id }))
  },
}
