/** One practice over the network: whose it is, what it says, what cities found together; an official may take it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { said } from '#strategy'
import { href } from '#lib/paths.ts'
import { enterWith, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { adoptionView, cityName, evidenceView, exchangePage, undertakenView } from '#lib/server/views/exchange.ts'
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
  const own = mayAdopt ? (await exchange.undertaken(actor)).find((one) => one.domain === domain && one.card === id && one.step !== 'withdrawn') : undefined // prettier-ignore
  const known = new Map((await city.indicators.definitions()).map((one) => [one.id, one.names[lang]]))
  return {
    card: exchangePage(say, card),
    indicators: card.ours.map((one) => ({ id: one, name: known.get(one) ?? one })),
    adoptions: adoptions.map((one) => adoptionView(say, one)),
    evidence: evidenceView(say, evidence, names),
    ...{ mayAdopt, own: own && undertakenView(say, own, cityName(say, card.city), true) },
    pilots: own ? await pilotChoices(event) : [],
    note: noteOf(event, NOTES),
  }
}

/** What may be named: public ones, and drafts of one's own. */
async function pilotChoices({ locals: { city, lang, actor } }: RequestEvent) {
  const { pilots } = city.innovations
  const all = new Map([...(await pilots.mine(actor)), ...(await pilots.list())].map((one) => [one.id, one]))
  return [...all.values()].map(({ id, plan }) => ({ value: id, label: said(plan.titles, lang).text }))
}

const NOTES = ['adopted', 'linked', 'unlinked', 'withdrawn'] as const
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
    return 'done' in result ? shownAgain(event, 'adopted') : result
  },
  link: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, actor } = event.locals
    let pilot = ''
    const result = await doing(
      event,
      { fields: {}, blame: { 'exchange.unknownPilot': 'pilot', 'exchange.resultStands': 'pilot' } },
      (form) => {
        // prettier-ignore
        pilot = textOf(form, 'pilot')
        return city.network.exchange.tryBy(actor, textOf(form, 'adoption'), pilot || null)
      },
    )
    return 'done' in result ? shownAgain(event, pilot ? 'linked' : 'unlinked') : result
  },
  withdraw: async (event) => {
    enterWith(event, 'innovations.organise')
    const { city, actor } = event.locals
    const result = await doing(event, { fields: { grounds: 'exchange.grounds' } }, (form) =>
      city.network.exchange.withdraw(actor, textOf(form, 'adoption'), { grounds: textOf(form, 'grounds').trim() }),
    )
    return 'done' in result ? shownAgain(event, 'withdrawn') : result
  },
}

function shownAgain({ locals: { lang }, params }: RequestEvent, done: (typeof NOTES)[number]): never {
  redirect(303, href(lang, '/network/practices/[domain]/[card]', { domain: params.domain!, card: params.card! }, { done })) // prettier-ignore
}
