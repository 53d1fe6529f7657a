/** The picture by which an indicator is shared: its chart. */
import { href } from '#lib/paths.ts'
import { pictureOf } from '#lib/server/pictures.ts'
import type { RequestHandler } from './$types'

/** No narrower: the chart of phones would stand there. */
const FRAME = { width_px: 800, height_px: 420, scale: 1.5 }

export const GET: RequestHandler = async ({ params, locals: { city, lang } }) => {
  const { id } = await city.indicators.definition(params.id)
  return pictureOf(city, href(lang, '/embed/indicators/[id]', { id }), FRAME)
}
