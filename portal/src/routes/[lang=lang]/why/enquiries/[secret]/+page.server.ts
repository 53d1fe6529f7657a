/** What became of a question, for whoever has its address. */
import { orMissing } from '#lib/server/proposals.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // Its address is the way to it: no engine keeps it, no site is told of it.
  event.setHeaders({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store' }) // prettier-ignore
  const enquiry = await orMissing(event, event.locals.city.network.enquiries.follow(event.params.secret))
  return { ...enquiry, isNew: event.url.searchParams.get('done') === 'sent' }
}
