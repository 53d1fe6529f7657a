/** What another program has to do to take part. */
import { doorOf } from '#lib/server/views/doors.ts'
import { chapters, protocol } from '#lib/server/protocol.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city, lang } }) => ({
  door: doorOf(city, lang, 'network').title,
  ...{ chapters, protocol },
})
