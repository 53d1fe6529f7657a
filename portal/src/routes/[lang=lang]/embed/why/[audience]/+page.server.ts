/** Why this city, as a card for other sites' pages. */
import { orMissing } from '#lib/server/proposals.ts'
import { whyPage } from '#lib/server/views/promotion.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 6

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  const { audience, title, numbers } = await orMissing(event, whyPage(city, lang, event.params.audience))
  return { audience, title, numbers: numbers.slice(0, SHOWN) }
}
