/** News of events as an Atom feed. */
import { eventFeed } from '#lib/server/views/events.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, locals: { city, lang } }) => eventFeed(city, lang, url.origin)
