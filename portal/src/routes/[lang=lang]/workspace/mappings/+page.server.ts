/** What was said of files' columns and is remembered. */
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enter, whoIs } from '#lib/server/imports.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const [mappings, datasets] = await Promise.all([city.indicators.mappings(actor), city.indicators.datasets()])
  const nameOf = new Map(datasets.map(({ id, names }) => [id, names[lang]]))
  return {
    mappings: mappings.map(({ id, columns, dataset, by, at, used, importId }) => ({
      ...{ id, columns, at, used, importId },
      dataset: dataset && (nameOf.get(dataset) ?? dataset),
      who: whoIs(event, by),
    })),
    done: noteOf(event, ['forgotten']),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, (_, form) =>
      city.indicators.forgetMapping(actor, textOf(form, 'id')),
    )
    return result ?? done(event, '/workspace/mappings', 'forgotten')
  },
}
