/** Savings: what was promised, what is proved, by whom it was checked. */
import { cardOf, saying } from '#lib/server/views/savings.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const all = await city.infrastructure.savings.list()
  return { savings: all.map((one) => cardOf(say, one)), mayPlan: actor.can('infrastructure.write') }
}
