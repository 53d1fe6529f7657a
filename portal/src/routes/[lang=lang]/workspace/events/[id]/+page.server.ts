/** An event is changed or called off; what it said before stays readable. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { EVENT_FORM, eventIn, eventTyped } from '#lib/server/views/events.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import { said } from '#strategy'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang } = event.locals
  const { event: one } = await orMissing(event, city.innovations.events.one(event.params.id))
  return { id: one.id, title: said(one.titles, lang).text, typed: eventTyped(one), expected: one.version, choices: registerChoices(saying(city, lang)) } // prettier-ignore
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    const { id } = event.params
    const result = await doing(event, EVENT_FORM, async (form) => {
      const { event: one } = await city.innovations.events.one(id)
      await city.innovations.events.revise(actor, id, { ...eventIn(form), place: one.place }, textOf(form, 'grounds'), Number(textOf(form, 'expected'))) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/events/[id]', { id }))
  },
}
