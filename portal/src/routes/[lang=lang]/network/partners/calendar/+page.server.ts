/** What of partners, projects, calls and meetings has a day. */
import { tieDays } from '#lib/server/views/partners.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city, lang } }) => tieDays(city, lang)
