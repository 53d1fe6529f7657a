/** Values that other cities ask this one for, and those that it asks for itself. */
import { done, enterWith, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { byDay, periodsToAsk, requestsOf } from '#lib/server/views/requests.ts'
import { REQUEST_CHARS_MAX } from '#network'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, lang, actor } = event.locals
  const asked = (name: string) => event.url.searchParams.get(name)?.slice(0, 260) ?? ''
  const definitions = (await city.indicators.definitions()).filter(({ standards }) => standards.length > 0)
  const all = await requestsOf(city, lang, await city.network.requests.list(actor))
  const cities = (await city.network.peers.list())
    .filter(({ state }) => state === 'accepted')
    .map(({ domain, shown, place }) => ({ value: domain, label: place?.names[lang] ? `${place.names[lang]} (${shown})` : shown })) // prettier-ignore
  const indicators = definitions
    .map(({ id, names, standards }) => ({
      value: id,
      label: `${names[lang]} (${standards[0]!.standard} ${standards[0]!.code})`,
    })) // prettier-ignore
    .toSorted((a, b) => a.label.localeCompare(b.label, lang))
  const chosen = { domain: asked('domain'), indicator: asked('indicator'), period: asked('period') }
  const isWhole = [cities, indicators].every((list, i) => list.some(({ value }) => value === [chosen.domain, chosen.indicator][i])) // prettier-ignore
  return {
    note: noteOf(event, ['asked', 'declined', 'withdrawn']),
    chars: REQUEST_CHARS_MAX,
    ...{ chosen, cities, indicators },
    /** Which periods there are depends on whom and what is asked for. */
    periods: isWhole ? await periodsToAsk(city, lang, chosen) : undefined,
    received: byDay(all.filter(({ isOwn }) => !isOwn)),
    sent: all.filter(({ isOwn }) => isOwn),
  }
}

const ASK = {
  fields: { domain: 'requests.city', indicator: 'requests.indicator', period: 'requests.period', respondBy: 'requests.respondBy' }, // prettier-ignore
  blame: {
    'requests.notAccepted': 'domain',
    'requests.alreadyStated': 'period',
    'requests.askedAlready': 'period',
    'requests.noOwnValue': 'period',
    'requests.noStandard': 'indicator',
    'requests.badDay': 'respondBy',
    'governance.unfitText': 'words',
  },
} as const

export const actions: Actions = {
  ask: async (event) => {
    const { city, actor } = event.locals
    const given = (form: FormData) => ({
      ...{ domain: textOf(form, 'domain'), indicator: textOf(form, 'indicator'), period: textOf(form, 'period').trim() }, // prettier-ignore
      ...{ respondBy: textOf(form, 'respondBy'), words: textOf(form, 'words') },
    })
    const result = await doing(event, ASK, (form) => city.network.requests.ask(actor, given(form)))
    return 'done' in result ? done(event, '/workspace/network/requests', 'asked') : result
  },
  decline: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { why: 'requests.why' }, blame: { 'governance.unfitText': 'why' } } as const
    const result = await doing(event, asked, (form) => city.network.requests.decline(actor, textOf(form, 'request'), textOf(form, 'why'))) // prettier-ignore
    return 'done' in result ? done(event, '/workspace/network/requests', 'declined') : result
  },
  withdraw: async (event) => {
    const { city, actor } = event.locals
    const result = await doing(event, { fields: {} }, (form) => city.network.requests.withdraw(actor, textOf(form, 'request'))) // prettier-ignore
    return 'done' in result ? done(event, '/workspace/network/requests', 'withdrawn') : result
  },
}
