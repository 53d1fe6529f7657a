/** A new entry of the register. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { ENTRY_FORM, entryIn, registerChoices } from '#lib/server/views/innovations.ts'
import { areaChoices } from '#lib/server/views/challenges.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang } = event.locals
  return { choices: registerChoices(saying(city, lang)), areas: await areaChoices(city, lang), currency: city.info.currency } // prettier-ignore
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    let id = ''
    const result = await doing(event, ENTRY_FORM, async (form) => {
      ;({ id } = await city.innovations.register.add(actor, entryIn(form, city.info.currency), textOf(form, 'grounds')))
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/register/[id]', { id }))
  },
}
