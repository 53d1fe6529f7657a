/** One figure made of readings: every revision of it, and of which things. */
import { figureOf, ruleOf } from '#lib/server/views/feeds.ts'
import { saying } from '#lib/server/views/savings.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params: { id, area, period }, locals: { city, lang, actor } }) => {
  const { feeds } = city.infrastructure
  const { feed } = await feeds.one(id)
  const revisions = await feeds.revisions(actor, id, area, period)
  const { format } = saying(city, lang)
  const [newest] = revisions
  const temporal = (entityId: string, from: string, to: string) =>
    `/ngsi-ld/v1/temporal/entities/${encodeURIComponent(entityId)}?${new URLSearchParams({ attrs: feed.attribute, timerel: 'between', timeAt: from, endTimeAt: to, options: 'temporalValues' }).toString()}` // prettier-ignore
  return {
    rule: await ruleOf(city, lang, feed),
    area: (await city.places.area(area)).names[lang],
    period,
    figure: figureOf(city, lang, feed.unit, newest!),
    fingerprint: newest!.fingerprint,
    hidden: newest!.hidden,
    series: newest!.series.map((one) => ({
      ...{ entityId: one.entityId, temporal: temporal(one.entityId, one.from, one.to) },
      ...figureOf(city, lang, feed.unit, one),
    })),
    revisions: revisions.map((one) => ({
      ...{ revision: one.revision, moment: format.moment(one.at), fingerprint: one.fingerprint },
      ...figureOf(city, lang, feed.unit, one),
    })),
  }
}
