/** Reports on the progress of a strategy, and how it stands today; who answers for it asks for one more. */
import { redirect } from '@sveltejs/kit'
import { sentence } from '#words'
import { href } from '#lib/paths.ts'
import { noteOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { answerOf } from '#lib/server/views/strategy.ts'
import { saying } from '#lib/server/views/projects.ts'
import { threadOfProgress } from '#lib/server/views/thread.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { params, locals } = event
  const { city, lang, actor } = locals
  const say = saying(city, lang)
  const { t, format } = say
  const { progress } = city.strategy
  const [now, reports] = await Promise.all([progress.now(params.id), progress.reports(actor, params.id)])
  return {
    ...{ id: params.id, name: now.strategy.names[lang], answer: answerOf(say, now), note: noteOf(event, ['asked', 'before']) }, // prettier-ignore
    thread: await threadOfProgress(
      say,
      now.goals.flatMap(({ indicators }) => indicators.map(({ id }) => id)),
    ),
    reports: reports.map((one) => ({
      ...{ id: one.id, state: one.state, pdf: one.prints.some((print) => print.lang === lang) },
      title: t('strategies.progress.moment', { day: format.day(one.moment.at), seq: one.moment.seq }),
      failed: one.failure ? t('strategies.progress.failed', { why: sentence(lang, one.failure.code, one.failure.details) }) : '', // prettier-ignore
    })),
    mayAsk: actor.can('strategy.edit'),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    let before = false
    const result = await doing(event, { fields: {} }, async () => {
      before = (await city.strategy.progress.ask(actor, event.params.id)).before
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/strategy/[id]/progress', { id: event.params.id }, { done: before ? 'before' : 'asked' }))
  },
}
