/** The link from the mail: into the account, or into a new one. A button, because programs open links to look at them. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, ownAddressIn, setCookies, submitted, textOf } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const { email, name, language, hasAccount } = await locals.city.identity.entry(params.token)
  return { email, name, language, hasAccount, charsMin: locals.city.identity.limits.passwordCharsMin }
}

const BLAME = { 'identity.weakPassword': 'password' }

export const actions: Actions = {
  known: (event) => enter(event, {}),
  new: (event) => enter(event, { name: 'signing.up.name' }),
}

async function enter(event: Parameters<Actions[string]>[0], fields: Record<string, 'signing.up.name'>) {
  const { city, lang } = event.locals
  let to = ''
  const result = await submitted(event, { fields, blame: BLAME }, async ({ name }, form) => {
    const draft = { name, language: textOf(form, 'language') || lang, password: textOf(form, 'password') || undefined }
    const { state, cookies, next } = await city.identity.enter(callerOf(event), event.params.token!, draft)
    setCookies(event, cookies)
    const onward = ownAddressIn(next)
    to = state === 'secondFactor' ? href(lang, '/sign-in', {}, { step: 'totp', next: onward }) : (onward ?? '')
  })
  if (result) return result
  redirect(303, to || href(lang, '/sign-in'))
}
