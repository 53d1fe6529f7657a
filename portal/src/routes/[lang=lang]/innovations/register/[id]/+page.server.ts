/** One innovation, with what is known of it and how the entry came to be. */
import { said } from '#strategy'
import { orMissing } from '#lib/server/proposals.ts'
import { costOf, entriesMap, entryCard } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { entry, versions } = await orMissing(event, city.innovations.register.one(event.params.id))
  const say = saying(city, lang)
  const { t, format } = say
  const card = entryCard(say, entry)
  const area = entry.area && (await city.places.area(entry.area)).names[lang]
  const facts: [string, string][] = [
    [t('innovations.register.dimension'), card.dimension],
    [t('innovations.register.kind'), card.kind],
    [t('community.learning.who'), card.learning],
    [t('innovations.register.years'), card.years],
    [t('innovations.register.owner'), entry.owner ? said(entry.owner, lang).text : ''],
    [t('innovations.register.place'), area ?? ''],
    [t('innovations.register.cost'), costOf(say, entry)],
    [t('innovations.register.partners'), entry.partners.join(', ')],
  ]
  return {
    ...{ card, facts: facts.filter(([, value]) => value !== ''), map: await entriesMap(say, [entry], true) },
    results: entry.results && said(entry.results, lang),
    source: entry.source && { name: said(entry.source.names, lang).text, url: entry.source.url },
    versions: versions.map(({ version, at, grounds, listed }) => ({ id: String(version), at: '', by: '', what: t('innovations.register.version', { n: version, at: format.moment(at) }), text: listed ? t('innovations.register.listed') : grounds })), // prettier-ignore
    mayWrite: actor.can('innovations.organise'),
  }
}
