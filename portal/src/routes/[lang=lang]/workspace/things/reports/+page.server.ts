/** Reports of faults that wait: taken up, and closed with an answer. */
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { reportFor } from '#lib/server/reported.ts'
import type { Actions, PageServerLoad } from './$types'

const SHOWN_MAX = 100

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.read')
  const { city, actor } = event.locals
  const open = await city.infrastructure.assets.reports.open(actor)
  return {
    note: noteOf(event, ['taken', 'closed']),
    reports: await Promise.all(open.slice(0, SHOWN_MAX).map((report) => reportFor(event, report))),
  }
}

export const actions: Actions = {
  take: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, (_, form) => city.infrastructure.assets.reports.takeUp(actor, textOf(form, 'id'))) // prettier-ignore
    if (!('receipt' in result)) return result
    done(event, '/workspace/things/reports', 'taken')
  },

  close: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: {} }, (_, form) => {
      const id = textOf(form, 'id')
      const outcome = textOf(form, `outcome-${id}`) as 'fixed'
      return city.infrastructure.assets.reports.settle(actor, id, { outcome, answer: textOf(form, `answer-${id}`) })
    })
    if (!('receipt' in result)) return result
    done(event, '/workspace/things/reports', 'closed')
  },
}
