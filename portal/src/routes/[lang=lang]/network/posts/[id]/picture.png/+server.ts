/** The picture by which a post is shared that has none of its own: its card, as it reads now. */
import { error } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { pictureOf } from '#lib/server/pictures.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { isPostId } from '#lib/server/views/posts.ts'
import type { RequestHandler } from './$types'

const FRAME = { width_px: 600, height_px: 315, scale: 2 }

export const GET: RequestHandler = async (event) => {
  const { city, lang } = event.locals
  if (!isPostId(event.params.id)) error(404, '')
  const { id, version } = await orMissing(event, city.network.federation.post(event.params.id))
  // A revised one is drawn anew.
  return pictureOf(city, href(lang, '/embed/posts/[id]', { id }, { version: String(version) }), FRAME)
}
