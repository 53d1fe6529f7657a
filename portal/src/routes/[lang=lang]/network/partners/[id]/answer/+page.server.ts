/** Somebody answers a call for partners: it is a question to the city, with its day. */
import { error } from '@sveltejs/kit'
import { said } from '#strategy'
import { orMissing } from '#lib/server/proposals.ts'
import { ask, asking } from '#lib/server/views/asking.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  const { tie } = await orMissing(event, city.network.partners.one(event.params.id))
  if (tie.kind !== 'call') error(404)
  return { id: tie.id, name: said(tie.names, lang).text, ...(await asking(event)) }
}

export const actions: Actions = {
  default: (event) => ask(event, { audience: 'partners', tie: event.params.id }),
}
