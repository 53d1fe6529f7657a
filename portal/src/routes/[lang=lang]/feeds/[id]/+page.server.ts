/** One rule by which readings become figures, what it made, and whether that is published. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, noteOf, submitted } from '#lib/server/forms.ts'
import { figureOf, ruleOf } from '#lib/server/views/feeds.ts'
import { saying } from '#lib/server/views/savings.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['opened', 'closed'] as const
const SHOWN = 400

export const load: PageServerLoad = async (event) => {
  const { city, actor, lang } = event.locals
  const { feeds } = city.infrastructure
  const { feed, opening } = await feeds.one(event.params.id)
  const { format } = saying(city, lang)
  const [periods, all] = await Promise.all([feeds.periods(actor, feed.id), city.places.areas()])
  const areas = new Map(all.map(({ id, names }) => [id, names[lang]]))
  return {
    note: noteOf(event, NOTES),
    rule: await ruleOf(city, lang, feed),
    opening: opening && { moment: format.moment(opening.at), grounds: opening.grounds },
    figures: periods
      .toSorted((a, b) => b.period.localeCompare(a.period))
      .slice(0, SHOWN)
      .map((one) => ({
        ...{ area: one.area, areaName: areas.get(one.area) ?? one.area, period: one.period },
        ...figureOf(city, lang, feed.unit, one),
      })),
    mayDecide: actor.kind === 'person' && actor.can('infrastructure.admin'),
  }
}

async function decide(event: RequestEvent, what: 'open' | 'close') {
  enterWith(event, 'infrastructure.admin')
  const { city, actor, lang } = event.locals
  const id = event.params.id!
  const result = await submitted(event, { fields: { grounds: 'feeds.decide.grounds' } }, async ({ grounds }) => {
    await city.infrastructure.feeds[what](actor, id, grounds)
    return { done: true } as const
  })
  if (!('done' in result)) return result
  redirect(303, href(lang, '/feeds/[id]', { id }, { done: what === 'open' ? 'opened' : 'closed' }))
}

export const actions: Actions = {
  open: (event) => decide(event, 'open'),
  close: (event) => decide(event, 'close'),
}
