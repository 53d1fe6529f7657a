/** A question to the city from somewhere in the world: no account, an answer by mail. */
import type { Audience } from '#network'
import { orMissing } from '#lib/server/proposals.ts'
import { ask, asking } from '#lib/server/views/asking.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  const { audience, title } = await orMissing(event, city.network.promotion.page(event.params.audience))
  return { audience, page: title[lang], ...(await asking(event)) }
}

export const actions: Actions = {
  default: (event) => ask(event, { audience: event.params.audience as Audience }),
}
