/** Cities beside one another, indicator by indicator. */
import { comparisonOf } from '#lib/server/compare/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url, locals: { city, lang } }) => comparisonOf(city, lang, url.searchParams)
