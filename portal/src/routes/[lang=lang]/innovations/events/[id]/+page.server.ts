/** One event, and how it was changed. */
import { orMissing } from '#lib/server/proposals.ts'
import { eventCard } from '#lib/server/views/events.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { event: one, versions, isPast } = await orMissing(event, city.innovations.events.one(event.params.id))
  const say = saying(city, lang)
  const { t, format } = say
  const card = eventCard(say, one)
  const facts: [string, string][] = [
    [t('community.events.when'), card.when],
    [t('community.events.where'), card.where],
    [t('community.events.organiser'), card.organiser],
    [t('community.dimension'), card.dimension],
  ]
  return {
    ...{ card, isPast, url: one.url ?? '', facts: facts.filter(([, value]) => value !== '') },
    versions: versions.map(({ version, at, grounds, cancelled }) => ({ id: String(version), at: '', by: '', what: t('community.events.version', { n: version, at: format.moment(at) }), text: cancelled ? `${t('community.events.cancelled')}: ${grounds}` : grounds })), // prettier-ignore
    mayWrite: actor.can('innovations.organise'),
  }
}
