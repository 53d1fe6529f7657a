/** Another partner, network, project, call or meeting. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { TIE_FORM, tieChoices, tieIn } from '#lib/server/views/partners.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  enterWith(event, 'network.organise')
  const { city, lang } = event.locals
  return { choices: tieChoices(saying(city, lang)) }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'network.organise')
    const { city, lang, actor } = event.locals
    let id = ''
    const result = await doing(event, TIE_FORM, async (form) => {
      ;({ id } = await city.network.partners.add(actor, tieIn(form), textOf(form, 'grounds')))
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/partners/[id]', { id }))
  },
}
