/** A new account: a name and an address, to which a link goes. The answer is the same where there is an account already. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, ownAddress, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url, locals }) => {
  const { lang, actor, city } = locals
  const next = ownAddress(url.searchParams.get('next'), lang)
  if (actor.kind === 'person') redirect(303, next ?? href(lang, '/account'))
  return { next, outside: city.identity.outside.offer?.names[lang] }
}

const ASKED = { fields: { name: 'signing.up.name', email: 'identity.field.email' } } as const

export const actions: Actions = {
  default: async (event) => {
    const { city, lang } = event.locals
    const next = ownAddress(event.url.searchParams.get('next'), lang)
    const result = await submitted(event, ASKED, ({ name, email }) =>
      city.identity.requestLink(callerOf(event), { name, email, language: lang, next }),
    )
    if (result) return result
    redirect(303, href(lang, '/sign-in', {}, { done: 'link', next }))
  },
}
