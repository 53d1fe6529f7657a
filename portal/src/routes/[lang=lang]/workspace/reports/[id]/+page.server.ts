/** One report on its way: how far it is, its PDFs, and the decision about it. */
import { redirect } from '@sveltejs/kit'
import type { Report } from '#reports'
import type { City } from '#lib/server/city.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { patiently } from '#lib/server/patience.ts'
import { enter, reportHref, standingOf } from '#lib/server/reports.ts'
import { reportName } from '#lib/server/views/report/index.ts'
import { sentence, type Lang } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['before', 'published', 'given'] as const

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const look = () => city.reports.read(actor, event.params.id)
  const report = await patiently(look, (found) => !isUnderWay(found) || !event.url.searchParams.has('wait'))
  const { names } = await city.places.area(report.area)
  const name = reportName(city, lang, report, names[lang])
  const { failure, printFailure, publication } = report
  return {
    report: { id: report.id, moment: report.moment, askedAt: report.askedAt, sha256: report.sha256 },
    name,
    standing: standingOf(report),
    published: publication?.at,
    withdrawal: publication?.withdrawal,
    prints: report.prints.map(({ lang, bytes }) => ({ lang, bytes })),
    making: report.state === 'making' ? await courseOf(city, report.jobId) : undefined,
    printing: isPrinting(report) ? await courseOf(city, report.printJobId) : undefined,
    failure: failure && saying(lang, failure),
    printFailure: printFailure && saying(lang, printFailure),
    replaces: (await city.reports.list(actor)).some((other) => isReplacedBy(other, report)),
    may: { publish: actor.can('reports.publish') },
    done: noteOf(event, NOTES),
  }
}

const saying = (lang: Lang, { code, details }: NonNullable<Report['failure']>) => sentence(lang, code, details)

const isPrinting = ({ state, prints, printFailure }: Report) => state === 'made' && prints.length === 0 && !printFailure

const isUnderWay = (report: Report) => report.state === 'making' || isPrinting(report)

const isReplacedBy = (other: Report, { kind, standard, area, year }: Report) =>
  other.publication !== undefined &&
  other.supersededBy === undefined &&
  other.kind === kind &&
  other.standard === standard &&
  other.area === area &&
  other.year === year

async function courseOf({ jobs }: City, jobId: string | undefined) {
  const status = jobId ? await jobs.status(jobId) : undefined
  return { done: status?.done, total: status?.total ?? undefined, stuck: status?.state === 'failed' }
}

export const actions: Actions = {
  publish: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: { grounds: 'reports.workspace.grounds' } }, ({ grounds }) =>
      city.reports.publish(actor, id, grounds),
    )
    if (!('publication' in result)) return result
    redirect(303, reportHref(event, id, { done: 'published' }))
  },
  cancel: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, (_, form) =>
      city.reports.cancel(actor, id, textOf(form, 'grounds') || undefined),
    )
    return result ?? redirect(303, reportHref(event, id, { done: 'given' }))
  },
  print: async (event) => {
    const { city, actor } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, () => city.reports.printAgain(actor, id))
    return result ?? redirect(303, reportHref(event, id))
  },
}
