/** Editions as organisers see them, and a new one. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf } from '#lib/server/forms.ts'
import { zoneOfCity } from '#lib/server/organising/fields.ts'
import { draftOf, enterAsOrganiser, organised, suggested } from '#lib/server/organising/index.ts'
import { cardOf, saying } from '#lib/server/views/budgets.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['discarded'] as const

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor, lang } = event.locals
  const { budgets } = city.participation
  const say = saying(city, lang)
  const editions = await budgets.all(actor)
  return {
    note: noteOf(event, NOTES),
    editions: editions.map((one) => ({ ...cardOf(say, one, budgets.whereIs(one)), state: one.state })),
    mayMake: budgets.pack.template !== undefined,
    about: budgets.pack.about.map((said) => said[lang]),
    number: Math.max(0, ...editions.map(({ number }) => number)) + 1,
    year: budgets.now().getUTCFullYear() + 1,
  }
}

export const actions: Actions = {
  make: async (event) => {
    enterAsOrganiser(event)
    const { city, actor, lang } = event.locals
    const { budgets } = city.participation
    const { template } = budgets.pack
    let code = ''
    const wrong = await organised(
      event,
      async (form) => {
        const [number = 0, year = 0] = [form.number('number'), form.number('year')]
        form.end()
        const pl = form.text('names.pl')
        const names = { pl, en: form.text('names.en') || pl, uk: form.text('names.uk') || pl }
        code = `${city.info.area}-${number}`
        const phases = suggested(zoneOfCity(city.info.timezone), budgets.now())
        if (template) await budgets.draft(actor, draftOf(template, { code, number, year, names, phases }))
      },
      { 'participation.editionExists': 'number' },
    )
    if (wrong) return wrong
    redirect(303, href(lang, '/workspace/budget/[edition]', { edition: code }, { done: 'made' }))
  },
}
