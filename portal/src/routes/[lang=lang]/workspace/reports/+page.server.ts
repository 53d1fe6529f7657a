/** Reports there are, and a form that asks for one more. */
import { redirect } from '@sveltejs/kit'
import { submitted } from '#lib/server/forms.ts'
import { enter, reportHref, standingOf } from '#lib/server/reports.ts'
import { reportName } from '#lib/server/views/report/index.ts'
import type { ReportRequest } from '#reports'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const [reports, areas, moment] = await Promise.all([
    city.reports.list(actor),
    city.places.areas(),
    city.indicators.moment(),
  ])
  const names = new Map(areas.map(({ id, names }) => [id, names[lang]]))
  return {
    reports: reports.map((report) => ({
      ...{ id: report.id, moment: report.moment, askedAt: report.askedAt, published: report.publication?.at },
      name: reportName(city, lang, report, names.get(report.area) ?? report.area),
      standing: standingOf(report),
    })),
    standards: city.indicators.standards().map(({ id, name }) => ({ id, name: name[lang] })),
    moment,
    lastYear: city.reports.thisYear() - 1,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { what: 'reports.workspace.what', year: 'reports.workspace.year' } } as const
    const result = await submitted(event, { ...asked, blame: BLAME }, ({ what, year }) =>
      city.reports.ask(actor, requestOf(what, year)),
    )
    if (!('state' in result)) return result
    redirect(303, reportHref(event, result.id, result.before ? { done: 'before' } : {}))
  },
}

const BLAME = { 'reports.yearAhead': 'year', 'indicators.unknownStandard': 'what' } as const

/** `standard:iso37120`, or another kind alone. */
function requestOf(what: string, year: string): ReportRequest {
  const [kind, standard] = what.split(':')
  return { kind: kind as ReportRequest['kind'], standard, year: Number(year) }
}
