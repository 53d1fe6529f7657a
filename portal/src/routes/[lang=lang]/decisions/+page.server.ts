/** The register of decisions, the newest first. */
import { cardOf, truthOf } from '#lib/server/views/decisions.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const all = await city.strategy.decisions.list()
  return {
    mayWrite: actor.can('strategy.edit'),
    decisions: all.map((one) => ({ ...cardOf(say, one), truth: one.last && truthOf(say, one.last) })),
  }
}
