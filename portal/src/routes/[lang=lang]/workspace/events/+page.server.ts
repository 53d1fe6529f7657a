/** A new event. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { EVENT_FORM, eventIn } from '#lib/server/views/events.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  enterWith(event, 'innovations.organise')
  return { choices: registerChoices(saying(event.locals.city, event.locals.lang)) }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    let id = ''
    const result = await doing(event, EVENT_FORM, async (form) => {
      ;({ id } = await city.innovations.events.add(actor, eventIn(form), textOf(form, 'grounds')))
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/events/[id]', { id }))
  },
}
