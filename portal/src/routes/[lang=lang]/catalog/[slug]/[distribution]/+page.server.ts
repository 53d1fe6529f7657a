/** A published table: the rows that the address asks for, a chart or a map of them, what stands in its columns. */
import { tableView } from '#lib/server/views/table/page.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params, url, locals: { city, lang } }) =>
  tableView(city, lang, params, url.searchParams)
