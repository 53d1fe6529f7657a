/** A report of a fault, as those who handle it see it. */
import type { RequestEvent } from '@sveltejs/kit'
import type { ThingReport } from '#infrastructure'
import { whoIs } from '#lib/server/imports.ts'

export async function reportFor(event: Pick<RequestEvent, 'locals'>, report: ThingReport) {
  const { city, actor, lang } = event.locals
  const { reports, kinds } = city.infrastructure.assets
  const kind = kinds.find(({ code }) => code === report.kind)
  return {
    ...{ id: report.id, receipt: report.receipt, thing: report.thing, kind: kind?.names[lang] ?? report.kind },
    fault: kind?.faults.find(({ code }) => code === report.fault)?.names[lang] ?? report.fault,
    ...{ words: report.words, at: report.at, language: report.language, hasPhoto: report.photo !== null },
    ...{ taken: report.taken && whoIs(event, report.taken.by), outcome: report.closed?.outcome },
    ...{ answer: report.closed?.answer, contact: await reports.contact(actor, report) },
    mayWrite: actor.can('infrastructure.write', report.organisationId),
  }
}
