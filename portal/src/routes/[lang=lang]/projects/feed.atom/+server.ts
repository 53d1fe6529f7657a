/** News of all projects as an Atom feed. */
import { href } from '#lib/paths.ts'
import { projectFeed } from '#lib/server/views/project-feed.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ url, locals: { city, lang } }) =>
  projectFeed(city, lang, url.origin, href(lang, '/projects'))
