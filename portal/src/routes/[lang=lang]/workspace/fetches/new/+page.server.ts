/** A new fetch: from where, as what, how often. */
import { redirect } from '@sveltejs/kit'
import { cronOf, enter, fetchHref, OFTEN } from '#lib/server/fetches.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { byName, optionsOf } from '#lib/server/imports.ts'
import type { Actions, PageServerLoad } from './$types'

const TIME = '05:30'

export const load: PageServerLoad = async (event) => {
  const organisations = await enter(event)
  const { city, lang } = event.locals
  const [datasets, measures] = await Promise.all([city.indicators.datasets(), city.indicators.measures()])
  return {
    organisations: organisations.map(({ id = '', name }) => ({ id, name })),
    datasets: byName(lang, datasets),
    measures: byName(lang, measures),
    often: [...OFTEN],
    time: TIME,
  }
}

const FIELDS = { name: 'fetches.name', address: 'fetches.address', dataset: 'fetches.dataset' } as const
const address = Object.fromEntries(
  ['badAddress', 'privateAddress', 'unreachable'].map((code) => [`net.${code}`, 'address']),
)

export const actions: Actions = {
  default: async (event) => {
    const { city, actor } = event.locals
    const asked = {
      fields: FIELDS,
      blame: {
        ...address,
        'indicators.unknownDataset': 'dataset',
        'fetches.badSchedule': 'cron',
        'fetches.tooOften': 'cron',
      },
    }
    const result = await submitted(event, asked, async ({ name, address, dataset }, form) => {
      // What is left out is no schedule either, and is told so at its field.
      const cron = cronOf(textOf(form, 'often'), textOf(form, 'time'), textOf(form, 'cron')) || '-'
      const organisation = textOf(form, 'organisation') || undefined
      return city.indicators.fetches.create(actor, {
        ...{ name, address, dataset, organisation, cron },
        options: optionsOf(form),
      })
    })
    if (!('id' in result)) return result
    redirect(303, fetchHref(event, result.id, 'made'))
  },
}
