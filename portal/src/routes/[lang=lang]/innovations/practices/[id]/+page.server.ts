/** One card of practice, with its evaluation or without. */
import { orMissing } from '#lib/server/proposals.ts'
import { practiceOf } from '#lib/server/views/practices.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { versions, ...one } = await orMissing(event, city.innovations.practices.one(event.params.id))
  const say = saying(city, lang)
  const known = new Map((await city.indicators.definitions()).map(({ id, names }) => [id, names[lang]]))
  return {
    card: practiceOf(say, one),
    indicators: one.card.indicators.map((id) => ({ id, name: known.get(id) ?? id })),
    versions: versions.map(({ version, at, grounds }) => ({ id: String(version), at: '', by: '', what: say.t('innovations.register.version', { n: version, at: say.format.moment(at) }), text: grounds })), // prettier-ignore
    mayWrite: actor.can('innovations.organise'),
  }
}
