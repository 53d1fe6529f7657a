/** The picture by which an indicator is shared: its chart. */
import { href } from '#lib/paths.ts'
import { pictureOf } from '#lib/server/pictures.ts'
import type { RequestHandler } from './$types'

/** So much that the chart fills it, and what stands below it is left out. */
const FRAME = { width_px: 760, height_px: 399, scale: 30 / 19 }

export const GET: RequestHandler = async ({ params, locals: { city, lang } }) => {
  const { id } = await city.indicators.definition(params.id)
  return pictureOf(city, href(lang, '/embed/indicators/[id]', { id }), FRAME)
}
