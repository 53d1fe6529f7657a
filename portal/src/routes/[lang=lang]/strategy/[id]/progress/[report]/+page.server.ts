/** A report on progress, as it was written. */
import { error } from '@sveltejs/kit'
import { answerOf, areasView } from '#lib/server/views/strategy.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const { city, lang } = locals
  const { report, content } = await city.strategy.progress.content(params.report)
  if (report.strategyId !== params.id) error(404)
  const say = saying(city, lang)
  const title = say.t('strategies.progress.of', { name: content.strategy.names[lang] })
  locals.running = title
  return {
    ...{ id: params.id, report: report.id, title, sha256: report.sha256, entryId: report.entryId },
    ...{ pdf: report.prints.some((one) => one.lang === lang), noPdf: report.printFailure !== null },
    moment: say.t('strategies.progress.moment', { day: say.format.day(content.day), seq: content.moment.seq }),
    version: say.t('strategies.progress.version', { version: content.strategy.version }),
    ...{ name: content.strategy.names[lang], answer: answerOf(say, content), areas: areasView(say, content) },
  }
}
