/** One public thing of the city: now, before, and for programs; a stretch of its readings may be left out of the figures. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Key } from '#words'
import { href } from '#lib/paths.ts'
import { enterWith, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { askedIn, entityOf } from '#lib/server/views/live/entity.ts'
import { saying } from '#lib/server/views/live/say.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['left', 'taken'] as const

async function viewOf({ locals: { city, lang, actor }, params, url }: RequestEvent) {
  const say = saying(city, lang)
  const entity = await entityOf(city, say, params.id!, askedIn(url.searchParams), actor)
  if (!entity) error(404, say.t('live.entity.unknown'))
  return entity
}

export const load: PageServerLoad = async (event) => ({ entity: await viewOf(event), note: noteOf(event, NOTES) })

/** The series that a chart of the page draws. */
async function seriesOf(event: RequestEvent, chart: string) {
  const { charts, id } = await viewOf(event)
  const drawn = charts.find((one) => one.id === chart)?.series
  const { history } = event.locals.city.infrastructure.telemetry
  const found = (await history.series(id)).find((one) => one.id === drawn)
  if (!found) error(404, saying(event.locals.city, event.locals.lang).t('live.entity.unknown'))
  return found
}

async function decide(event: RequestEvent, note: (typeof NOTES)[number], fields: Record<string, Key>, work: (form: FormData) => Promise<void>) {
  enterWith(event, 'infrastructure.admin')
  const result = await doing(event, { fields, blame: { 'quality.badStretch': 'to' } }, work)
  if (!('done' in result)) return result
  const { zoom, at } = askedIn(event.url.searchParams)
  redirect(303, `${href(event.locals.lang, '/entities/[id]', { id: event.params.id! }, { zoom, at, done: note })}#leave`)
} // prettier-ignore

export const actions: Actions = {
  leave: (event) =>
    decide(event, 'left', { which: 'live.leftOut.which', from: 'live.leftOut.from', to: 'live.leftOut.to', reason: 'live.leftOut.why' }, async (form) => {
      const { telemetry, maintenance } = event.locals.city.infrastructure
      const [from, to] = [maintenance.instantOf(textOf(form, 'from')), maintenance.instantOf(textOf(form, 'to'))]
      const series = await seriesOf(event, textOf(form, 'which'))
      await telemetry.quality.exclude(event.locals.actor, series, { from, to }, textOf(form, 'reason').trim())
    }), // prettier-ignore

  take: (event) =>
    decide(event, 'taken', { stretch: 'live.leftOut.takeWhich', grounds: 'live.leftOut.why' }, async (form) => {
      const [chart = '', from = '', to = ''] = textOf(form, 'stretch').split(' ')
      const series = await seriesOf(event, chart)
      const stretch = { from: new Date(from), to: new Date(to) }
      await event.locals.city.infrastructure.telemetry.quality.include(event.locals.actor, series, stretch, textOf(form, 'grounds').trim()) // prettier-ignore
    }),
}
