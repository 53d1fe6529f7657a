/** The public reports, those that stand first, those that were replaced after them. */
import { reportName } from '#lib/server/views/report/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const names = new Map((await city.places.areas()).map(({ id, names }) => [id, names[lang]]))
  const reports = (await city.reports.list(actor)).filter(({ publication }) => publication)
  return {
    reports: reports
      .map((report) => ({
        ...{ id: report.id, kind: report.kind, moment: report.moment, year: report.year },
        name: reportName(city, lang, report, names.get(report.area) ?? report.area),
        prints: report.prints.map(({ lang }) => lang),
        published: report.publication!.at,
        superseded: report.supersededBy !== undefined,
      }))
      .sort((a, b) => Number(a.superseded) - Number(b.superseded) || b.year - a.year),
    mayMake: actor.can('reports.make'),
  }
}
