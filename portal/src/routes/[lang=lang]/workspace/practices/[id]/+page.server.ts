/** A newer version of a card of practice. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { licenceChoices, PRACTICE_FORM, practiceIn, practiceTyped } from '#lib/server/views/practices.ts'
import { saying } from '#lib/server/views/projects.ts'
import { said } from '#strategy'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang } = event.locals
  const { card } = await orMissing(event, city.innovations.practices.one(event.params.id))
  return {
    ...{ id: card.id, title: said(card.titles, lang).text, typed: practiceTyped(card), expected: card.version },
    ...{ choices: registerChoices(saying(city, lang)), licences: licenceChoices },
    currency: card.cost?.currency ?? city.info.currency,
  }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    const { id } = event.params
    const { practices } = city.innovations
    const result = await doing(event, PRACTICE_FORM, async (form) => {
      const { card } = await practices.one(id)
      const draft = practiceIn(form, card.cost?.currency ?? city.info.currency)
      await practices.revise(actor, id, { ...draft, source: card.source }, textOf(form, 'grounds'), Number(textOf(form, 'expected'))) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/practices/[id]', { id }))
  },
}
