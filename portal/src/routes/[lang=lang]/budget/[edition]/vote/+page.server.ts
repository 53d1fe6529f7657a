/** Voting: who may, what stands on the ballot; showing that one may vote works without a script, voting itself does not. */
import { redirect } from '@sveltejs/kit'
import type { Standing } from '#participation'
import { href } from '#lib/paths.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { boothOf, stateOf } from '#lib/server/views/voting.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
  // Not `no-referrer`: with it a browser says of a form that it comes from nowhere, and it is taken for a forgery.
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
  const { city, lang, actor } = locals
  const { budgets, eligibility } = city.participation
  const edition = await budgets.edition(params.edition, actor)
  const { state, from, to } = stateOf(edition)
  const isPerson = actor.kind === 'person'
  const standing: Standing | undefined = isPerson ? await eligibility.standing({ actor }, edition.code) : undefined
  const booth = state === 'open' ? boothOf(city, lang, edition, await budgets.onBallot(edition.code), await budgets.sealed(edition.code)) : undefined // prettier-ignore
  const children = isPerson && state === 'open' ? await eligibility.children(actor, edition.code) : []
  const { ways, demands } = edition.vote
  return {
    ...{ code: edition.code, name: edition.names[lang], state, from, to, ways, isPerson, standing, children, booth },
    asksAge: demands.some(({ code, on }) => on && (code === 'age' || code === 'consentUnder18')),
    sectionNames: Object.fromEntries(edition.sections.map(({ code, names }) => [code, names[lang]])),
    asked: url.searchParams.get('done') === 'asked',
    here: href(lang, '/budget/[edition]/vote', { edition: edition.code }),
  }
}

type Event = Parameters<NonNullable<Actions[string]>>[0]
const again = (event: Event, query: Record<string, string> = {}): never =>
  redirect(303, href(event.locals.lang, '/budget/[edition]/vote', { edition: event.params.edition! }, query))

export const actions: Actions = {
  register: async (event) => {
    const fields = { identifier: 'voting.who.identifier' } as const
    const blame = { 'participation.notInRegister': 'identifier' }
    const { city, actor } = event.locals
    const done = await submitted(event, { fields, blame }, async ({ identifier }) => {
      await city.participation.eligibility.claimByRegister(actor, event.params.edition!, identifier)
      return { to: true }
    })
    return 'to' in done ? again(event) : done
  },
  login: async (event) => {
    const { city, actor } = event.locals
    const done = await submitted(event, { fields: {} }, async () => {
      await city.participation.eligibility.claimByLogin(actor, event.params.edition!)
      return { to: true }
    })
    return 'to' in done ? again(event) : done
  },
  ask: async (event) => {
    const { city, actor } = event.locals
    const done = await submitted(event, { fields: {} }, async () => {
      await city.participation.eligibility.askParent(actor, event.params.edition!)
      return { to: true }
    })
    return 'to' in done ? again(event, { done: 'asked' }) : done
  },
  consent: async (event) => {
    const { city, actor } = event.locals
    const done = await submitted(event, { fields: {} }, async (_, form) => {
      const { consentTo, takeConsentBack } = city.participation.eligibility
      const decide = textOf(form, 'what') === 'back' ? takeConsentBack : consentTo
      await decide(actor, event.params.edition!, textOf(form, 'child'))
      return { to: true }
    })
    return 'to' in done ? again(event) : done
  },
  declare: async (event) => {
    const fields = { name: 'voting.who.name', address: 'voting.who.address' } as const
    const { city, actor } = event.locals
    const blame = { 'participation.bornMissing': 'born', 'participation.tooYoung': 'born' }
    const done = await submitted(event, { fields, blame }, async ({ name, address }, form) => {
      const given = (field: string) => textOf(form, field).trim() || undefined
      const more = { pool: given('pool'), born: given('born'), identifier: given('number') }
      await city.participation.eligibility.declare(actor, event.params.edition!, { name, address, ...more })
      return { to: true }
    })
    return 'to' in done ? again(event) : done
  },
}
