/** The projects of one's department, and one more. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { textOf } from '#lib/server/forms.ts'
import { doing, moneyIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { originIn, originsOf } from '#lib/server/views/origins.ts'
import { cardOf, saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const own = await enterWithAnywhere(event, 'strategy.projects')
  const { city, actor, lang } = event.locals
  const say = saying(city, lang)
  const areas = (await city.places.outlines(city.info.area)).features.map(({ id, properties }) => ({ value: id, label: properties.names[lang] })) // prettier-ignore
  return {
    ...{
      own,
      currency: city.info.currency,
      origins: await originsOf(say),
      areas: areas.toSorted((a, b) => a.label.localeCompare(b.label, lang)),
    },
    projects: (await city.strategy.projects.ownOf(actor)).map((one) => cardOf(say, one)),
  }
}

export const actions: Actions = {
  make: async (event) => {
    await enterWithAnywhere(event, 'strategy.projects')
    const { city, actor, lang } = event.locals
    let id = ''
    const asked = { fields: { 'title-pl': 'projects.work.titlePl', budget: 'projects.work.budget', due: 'projects.work.day' }, blame: { 'maintenance.typed': 'budget', 'strategy.twice': 'origin', 'strategy.unknownOrigin': 'origin', 'strategy.unknownArea': 'area' } } as const // prettier-ignore
    const result = await doing(event, asked, async (form) => {
      const text = (name: string) => textOf(form, name).trim()
      const [edition, number] = [text('edition'), text('number')]
      const titles = Object.fromEntries(['pl', 'en', 'uk'].map((one) => [one, text(`title-${one}`)]).filter(([, title]) => title)) // prettier-ignore
      const made = await city.strategy.projects.add(actor, {
        ...{
          titles,
          organisationId: text('organisationId'),
          budget_minor: moneyIn(form, 'budget'),
          currency: city.info.currency,
        },
        ...{ due: text('due'), area: text('area') || undefined },
        origin: edition && number ? { kind: 'participatoryBudget', edition, number } : originIn(text('origin')),
      })
      id = made.id
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/projects/[id]', { id }, { done: 'made' }))
  },
}
