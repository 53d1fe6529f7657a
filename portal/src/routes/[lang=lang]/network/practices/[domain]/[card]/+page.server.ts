/** One practice over the network: whose it is, what it says, what cities found together; an official may take it. */
import { redirect } from '@sveltejs/kit'
import { said } from '#strategy'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { adoptionView, cityName, evidenceView, exchangePage } from '#lib/server/views/exchange.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { domain, card: id } = event.params
  const { exchange } = city.network
  const { card, adoptions, evidence } = await orMissing(event, exchange.one(domain, id))
  const say = saying(city, lang)
  const names = new Map([card, ...adoptions].map((one) => [one.city.domain, cityName(say, one.city)]))
  const mayAdopt = !card.city.isOwn && actor.can('innovations.organise')
  const own = mayAdopt ? (await exchange.adoptions()).find((one) => one.domain === domain && one.card === id) : undefined // prettier-ignore
  const pilots = own ? (await city.innovations.pilots.list()).map((pilot) => ({ value: pilot.id, label: said(pilot.plan.titles, lang).text })) : [] // prettier-ignore
  const known = new Map((await city.indicators.definitions()).map((one) => [one.id, one.names[lang]]))
  return {
    card: exchangePage(say, card),
    indicators: card.ours.map((one) => ({ id: one, name: known.get(one) ?? one })),
    adoptions: adoptions.map((one) => adoptionView(say, one)),
    evidence: evidenceView(say, evidence, names),
    ...{ mayAdopt, own: own && { id: own.id, pilotId: own.pilotId ?? '' }, pilots },
    done: event.url.searchParams.get('done'),
  }
}

const FORM = { fields: { adapted: 'exchange.adaptedLabel', contact: 'exchange.contact' } } as const

export const actions: Actions = {
  adopt: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    const { domain, card } = event.params
    const result = await doing(
      event,
      FORM,
      (form) =>
      city.network.exchange.adopt(actor, { domain, card, adapted: { [lang]: textOf(form, 'adapted').trim() }, contact: textOf(form, 'contact').trim() }), // prettier-ignore
    )
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/practices/[domain]/[card]', { domain, card }, { done: 'adopted' }))
  },
  link: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    const { domain, card } = event.params
    const result = await doing(event, { fields: { pilot: 'exchange.pilot' } }, (form) =>
      city.network.exchange.tryBy(actor, textOf(form, 'adoption'), textOf(form, 'pilot')),
    )
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/practices/[domain]/[card]', { domain, card }, { done: 'linked' }))
  },
}
