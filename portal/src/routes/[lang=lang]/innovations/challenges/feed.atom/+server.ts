/** News of all challenges as an Atom feed. */
import { challengeFeed } from '#lib/server/views/challenges.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, locals: { city, lang } }) => challengeFeed(city, lang, url.origin)
