/** The pilots of one's department, and a plan to be written down before anything starts. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { refuseEntry } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { begunTyped } from '#lib/server/views/exchange.ts'
import { openFeeds, PLAN_FORM, pilotCard, planAround, planChoices, planIn } from '#lib/server/views/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

/** Whoever may write plans or look at evaluations, for one organisation at least. */
async function enter({ locals: { actor, lang, city }, url }: RequestEvent) {
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  const organisations = await city.identity.organisations()
  const those = (permission: string) => organisations.filter(({ id }) => actor.can(permission, id))
  if (those('innovations.organise').length + those('innovations.verify').length === 0) refuseEntry(lang)
  return those('innovations.organise').map(({ id, names }) => ({ value: id, label: names[lang] }))
}

export const load: PageServerLoad = async (event) => {
  const own = await enter(event)
  const { city, lang, actor } = event.locals
  const say = saying(city, lang)
  const { pilots } = city.innovations
  const [mine, broken, feeds] = await Promise.all([pilots.mine(actor), pilots.broken(), openFeeds(city, lang)])
  const adoption = event.url.searchParams.get('adoption')
  const begun = adoption ? await orMissing(event, city.network.exchange.begun(actor, adoption)) : undefined
  return {
    typed: begun && begunTyped(say, begun),
    ...{ own, currency: city.info.currency, ...planChoices(say), ...(await planAround(say, actor)), feeds },
    pilots: mine.map((pilot) => pilotCard(say, pilot, broken.has(pilot.id))),
  }
}

export const actions: Actions = {
  default: async (event) => {
    await enter(event)
    const { city, lang, actor } = event.locals
    let id = ''
    const result = await doing(event, PLAN_FORM, async (form) => {
      const [plan, adoption] = [planIn(form, lang, city.info.currency), event.url.searchParams.get('adoption')]
      if (adoption) id = (await city.network.exchange.begin(actor, adoption, plan)).pilotId
      else ({ id } = await city.innovations.pilots.add(actor, plan))
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/pilots/[id]', { id }, { done: 'drafted' }))
  },
}
