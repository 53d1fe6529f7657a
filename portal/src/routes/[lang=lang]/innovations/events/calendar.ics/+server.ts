/** Events as a calendar to subscribe to: all, or those of one dimension; or one alone, to be kept. */
import { calendar } from '#lib/server/views/events.ts'
import { dimensionIn } from '#lib/server/views/dimensions.ts'
import { orMissing } from '#lib/server/proposals.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { url, locals } = event
  const { city, lang } = locals
  const [dimension, id] = [dimensionIn(url.searchParams.get('dimension')), url.searchParams.get('id')]
  if (id !== null) return calendar(city, lang, url.origin, [(await orMissing(event, city.innovations.events.one(id))).event]) // prettier-ignore
  const { ahead, past } = await city.innovations.events.list(dimension)
  return calendar(city, lang, url.origin, [...ahead, ...past], dimension)
}
