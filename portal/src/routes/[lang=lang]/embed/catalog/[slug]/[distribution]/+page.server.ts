/** A view of a published table for other sites' pages: bare and light. */
import { tableView } from '#lib/server/views/table/page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params, url, locals: { city, lang } }) =>
  tableView(city, lang, params, url.searchParams)
