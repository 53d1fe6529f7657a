/** Behind the second door: what is known of the city's innovations. */
import { doorOf } from '#lib/server/views/doors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city, lang } }) => ({ door: doorOf(city, lang, 'innovations') })
