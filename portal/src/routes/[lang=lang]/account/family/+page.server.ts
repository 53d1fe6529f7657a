/** Consents for children: given by a parent, taken up by the child, withdrawn by either. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, done, noteOf, numberOf, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['taken', 'withdrawnDone'] as const

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  if (actor.kind !== 'person') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/account/family') }))
  const { given, received } = await city.identity.consents(callerOf(event))
  const now = new Date()
  const stateOf = (one: (typeof given)[number]) => {
    if (one.withdrawnAt) return 'withdrawn'
    if (!one.linkedAt) return one.codeUntil > now ? 'waiting' : 'lapsed'
    return one.until > now ? 'holds' : 'ended'
  }
  const shown = (one: (typeof given)[number]) => {
    const { id, name, birthYear, codeUntil, until, withdrawnAt } = one
    return { id, name, birthYear, codeUntil, until, withdrawnAt, state: stateOf(one) } as const
  }
  return {
    given: given.map(shown),
    received: received.map(shown).filter(({ state }) => state === 'holds'),
    done: noteOf(event, NOTES),
  }
}

export const actions: Actions = {
  give: (event) => {
    const asked = {
      fields: { name: 'family.name', birthYear: 'family.birthYear' },
      blame: { 'identity.notAChild': 'birthYear' },
    } as const
    return submitted(event, asked, ({ name, birthYear }) =>
      event.locals.city.identity.giveConsent(callerOf(event), { name, birthYear: numberOf(birthYear) ?? NaN }),
    )
  },
  take: async (event) => {
    const asked = { fields: { code: 'family.takeCode' }, blame: { 'identity.wrongConsentCode': 'code' } } as const
    const result = await submitted(event, asked, ({ code }) =>
      event.locals.city.identity.takeConsent(callerOf(event), code),
    )
    return result ?? done(event, '/account/family', 'taken')
  },
  withdraw: async (event) => {
    const result = await submitted(event, { fields: { id: 'family.child' } }, ({ id }) =>
      event.locals.city.identity.withdrawConsent(callerOf(event), id),
    )
    return result ?? done(event, '/account/family', 'withdrawnDone')
  },
}
