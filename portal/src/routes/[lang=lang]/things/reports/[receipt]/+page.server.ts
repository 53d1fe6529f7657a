/** What became of a report, for whoever has its code. */
import { error } from '@sveltejs/kit'
import { isRefusal } from '#lib/server/forms.ts'
import { sentence } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params, url, setHeaders }) => {
  // Its address is the way to it: no engine keeps it, no site is told of it.
  setHeaders({ 'x-robots-tag': 'noindex', 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' })
  const { reports, kinds } = city.infrastructure.assets
  const report = await reports.follow(params.receipt).catch((problem: unknown) => {
    if (isRefusal(problem) && problem.status === 404) error(404, sentence(lang, problem.code, problem.details))
    throw problem
  })
  const kind = kinds.find(({ code }) => code === report.kind)
  const fault = kind?.faults.find(({ code }) => code === report.fault)?.names[lang] ?? report.fault
  return {
    ...report,
    fault,
    kindName: kind?.names[lang] ?? report.kind,
    isNew: url.searchParams.get('done') === 'sent',
  }
}
