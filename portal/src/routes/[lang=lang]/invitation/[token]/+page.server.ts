/** The invitation that a link leads to: a new account, or one more role for the one that is signed in. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, setCookies, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { params, locals } = event
  const { city, lang, actor } = locals
  const { email, role, expiresAt, organisation, hasAccount } = await city.identity.offer(params.token)
  const mine = actor.kind === 'person' && (await city.identity.account(callerOf(event))).email === email
  return {
    email,
    role,
    expiresAt,
    organisation: organisation[lang],
    hasAccount,
    mine,
    charsMin: city.identity.limits.passwordCharsMin,
  }
}

const NAMED = {
  fields: { name: 'identity.field.name', password: 'identity.field.password' },
  blame: { 'identity.weakPassword': 'password' },
} as const

export const actions: Actions = {
  account: async (event) => {
    const result = await submitted(event, NAMED, (draft) => accept(event, draft))
    if (result) return result
    redirect(303, href(event.locals.lang, '/sign-in'))
  },
  join: async (event) => {
    const result = await submitted(event, { fields: {} }, () => accept(event))
    if (result) return result
    redirect(303, href(event.locals.lang, '/account'))
  },
}

type Event = Parameters<Actions[string]>[0]

async function accept(event: Event, draft?: { name: string; password: string }): Promise<void> {
  const token = event.params.token!
  const { cookies } = await event.locals.city.identity.accept(callerOf(event), token, draft)
  setCookies(event, cookies)
}
