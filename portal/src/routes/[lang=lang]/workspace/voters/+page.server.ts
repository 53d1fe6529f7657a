/** Editions whose voters one may see to. */
import { enterWithEither } from '#lib/server/voters.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWithEither(event)
  const { city, actor, lang } = event.locals
  const editions = await city.participation.budgets.all(actor)
  return { editions: editions.map(({ code, names, state }) => ({ code, name: names[lang], state })) }
}
