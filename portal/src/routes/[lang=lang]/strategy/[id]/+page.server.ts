/** A strategy: how far it is, area by area; one of its versions where the address asks for it. */
import { answerOf, areasView, countsOf, standingOf } from '#lib/server/views/strategy.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const { t, format } = say
  const { strategies, progress } = city.strategy
  const asked = Number(url.searchParams.get('version')) || undefined
  const [strategy, versions, now] = await Promise.all([
    strategies.one(params.id, { version: asked }),
    strategies.versions(params.id),
    progress.now(params.id, { version: asked }),
  ])
  const newest = versions[0]!.version
  const { id, names, from, to, adopted, act, source, documents, version, at } = strategy
  const said = await Promise.all(
    versions.map(async (one) => ({ one, what: await strategies.differences(id, one.version) })),
  )
  return {
    ...{
      id,
      name: names[lang],
      counts: countsOf(say, strategy),
      answer: answerOf(say, now),
      areas: areasView(say, now),
    },
    ...{ standing: standingOf(say, strategy, now.day), hasGoals: strategy.goals.length > 0 },
    years: t('strategies.years', { from: `${from}`, to: `${to}` }),
    adopted: [t('strategies.adopted', { day: format.day(adopted) }), act?.[lang]].filter(Boolean).join(', '),
    source: { name: source.names[lang], url: source.url },
    old: version === newest ? '' : t('strategies.versions.old', { version, day: format.day(at) }),
    documents: documents.map((one) => ({ name: [one.names[lang], one.act?.[lang]].filter(Boolean).join(', '), day: format.day(one.day), url: one.url })), // prettier-ignore
    versions: said.map(({ one, what }) => ({
      ...{ version: one.version, day: format.day(one.at), entryId: one.entryId, isNewest: one.version === newest },
      what: one.version === versions.at(-1)!.version ? [t('strategies.versions.first')] : [
        ...(['added', 'removed', 'changed'] as const).filter((id) => what[id].length > 0).map((id) => t(`strategies.versions.${id}`, { codes: what[id].join(', ') })),
        ...(what.about ? [t('strategies.versions.about')] : []),
      ], // prettier-ignore
    })),
    mayEdit: actor.can('strategy.edit'),
  }
}
