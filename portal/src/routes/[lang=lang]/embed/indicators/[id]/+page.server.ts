/** A chart for other sites' pages: bare and light. */
import { embedOf } from '#lib/server/views/embed.ts'
import { chosenOf } from '#lib/server/views/indicator.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const definition = await city.indicators.definition(params.id)
  const all = await city.indicators.series(definition.id)
  const chosen = chosenOf(url, all, city.indicators.home)
  return { id: definition.id, chosen, ...(await embedOf(city, lang, definition, all, chosen)) }
}
