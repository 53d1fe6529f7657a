/** What is new in one dataset. */
import { feedOf } from '#lib/server/views/catalogue-feed.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, params, locals: { city, lang } }) =>
  feedOf(city, lang, url.origin, params.slug)
