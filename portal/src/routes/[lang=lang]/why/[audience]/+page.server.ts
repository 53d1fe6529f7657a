/** The city for investors, students, newcomers or visitors: each number read from the published indicators just now. */
import { orMissing } from '#lib/server/proposals.ts'
import { whyPage } from '#lib/server/views/promotion.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  const page = await orMissing(event, whyPage(city, lang, event.params.audience))
  return { ...page, name: city.info.names[lang], answersIn: city.network.enquiries.answersIn }
}
