/** What ties the city to others and has a day, as a calendar to subscribe to. */
import { partnersCalendar } from '#lib/server/views/partners.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, locals: { city, lang } }) => partnersCalendar(city, lang, url.origin)
