/** What the service fetches by itself. */
import { enter, saidFailure, saidSchedule, standingOf } from '#lib/server/fetches.ts'
import { noteOf } from '#lib/server/forms.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const [fetches, datasets] = await Promise.all([city.indicators.fetches.list(actor), city.indicators.datasets()])
  const nameOf = new Map(datasets.map(({ id, names }) => [id, names[lang]]))
  return {
    fetches: fetches.map((fetch) => ({
      ...{ id: fetch.id, name: fetch.name, nextAt: fetch.nextAt, standing: standingOf(fetch) },
      dataset: nameOf.get(fetch.dataset) ?? fetch.dataset,
      schedule: saidSchedule(event, fetch.cron),
      last: fetch.last && { at: fetch.last.at, outcome: fetch.last.outcome, failure: saidFailure(event, fetch.last) },
    })),
    done: noteOf(event, ['deleted']),
  }
}
