/** A new card of practice; begun from a pilot that was decided on, where the address names one. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { licenceChoices, PRACTICE_FORM, practiceIn, practiceTyped } from '#lib/server/views/practices.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang } = event.locals
  const pilot = event.url.searchParams.get('pilot')
  const begun = pilot ? await orMissing(event, city.innovations.practices.begun(pilot)) : {}
  return { typed: practiceTyped(begun), choices: registerChoices(saying(city, lang)), licences: licenceChoices, currency: city.info.currency } // prettier-ignore
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    let id = ''
    const result = await doing(event, PRACTICE_FORM, async (form) => {
      ;({ id } = await city.innovations.practices.add(actor, practiceIn(form, city.info.currency), textOf(form, 'grounds'))) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/practices/[id]', { id }))
  },
}
