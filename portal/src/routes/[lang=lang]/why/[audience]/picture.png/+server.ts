/** The picture by which a page why the city is shared: its card. */
import { href } from '#lib/paths.ts'
import { pictureOf } from '#lib/server/pictures.ts'
import { orMissing } from '#lib/server/proposals.ts'
import type { RequestHandler } from './$types'

const FRAME = { width_px: 600, height_px: 315, scale: 2 }

export const GET: RequestHandler = async (event) => {
  const { city, lang } = event.locals
  const { audience } = await orMissing(event, city.network.promotion.page(event.params.audience))
  return pictureOf(city, href(lang, '/embed/why/[audience]', { audience }), FRAME)
}
