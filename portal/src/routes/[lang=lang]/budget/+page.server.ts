/** The participatory budget: its editions, and what earlier ones came to. */
import { cardOf, pastOf, saying } from '#lib/server/views/budgets.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const { budgets } = city.participation
  const say = saying(city, lang)
  const { past, template } = budgets.pack
  return {
    editions: (await budgets.all(actor)).map((one) => cardOf(say, one, budgets.whereIs(one))),
    past: past.length > 0 ? pastOf(say, past, template?.currency ?? city.info.currency, city.sources) : undefined,
    mayOrganise: actor.can('participation.organise'),
  }
}
