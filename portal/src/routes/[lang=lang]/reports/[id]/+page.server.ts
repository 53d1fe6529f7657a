/** One report, as it was written: for everybody once it is public, before that for those who make reports. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { reportView } from '#lib/server/views/report/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const { city, lang, actor } = locals
  const { state } = await city.reports.read(actor, params.id)
  if (state !== 'made') redirect(303, href(lang, '/workspace/reports/[id]', { id: params.id }))
  const { report, content } = await city.reports.content(actor, params.id)
  const view = await reportView(city, lang, report, content)
  locals.running = view.name
  return {
    report: {
      ...{ id: report.id, kind: report.kind, sha256: report.sha256!, entryId: report.entryId! },
      ...{ supersededBy: report.supersededBy, prints: report.prints.map(({ lang }) => lang) },
      publication: report.publication && {
        ...{ at: report.publication.at, grounds: report.publication.grounds },
        supersedes: report.publication.supersedes,
      },
      file: `${report.area}-${report.standard ?? report.kind}-${report.year}.json`,
    },
    view,
  }
}
