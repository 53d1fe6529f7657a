/** What is new in the open data. */
import { feedOf } from '#lib/server/views/catalogue-feed.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, locals: { city, lang } }) => feedOf(city, lang, url.origin)
