/** A newer version of an entry of the register. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { areaChoices } from '#lib/server/views/challenges.ts'
import { ENTRY_FORM, entryIn, registerChoices, typedOf } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import { said } from '#strategy'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang } = event.locals
  const { entry } = await orMissing(event, city.innovations.register.one(event.params.id))
  return {
    ...{ title: said(entry.titles, lang).text, id: entry.id, typed: typedOf(entry), expected: entry.version },
    ...{ choices: registerChoices(saying(city, lang)), areas: await areaChoices(city, lang), currency: entry.cost?.currency ?? city.info.currency }, // prettier-ignore
  }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    const { id } = event.params
    const { register } = city.innovations
    const result = await doing(event, ENTRY_FORM, async (form) => {
      const { entry } = await register.one(id)
      const draft = entryIn(form, entry.cost?.currency ?? city.info.currency)
      // Its source is what it is; whoever changes the words answers for them by the grounds.
      await register.revise(actor, id, { ...draft, source: entry.source }, textOf(form, 'grounds'), Number(textOf(form, 'expected'))) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/register/[id]', { id }))
  },
}
