/** Signing out: a form, so that no link from elsewhere can do it. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, setCookies } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { actor, lang } }) => {
  if (actor.kind !== 'person') redirect(303, href(lang, '/'))
  return { name: actor.name ?? '' }
}

export const actions: Actions = {
  default: async (event) => {
    setCookies(event, await event.locals.city.identity.signOut(callerOf(event)))
    redirect(303, href(event.locals.lang, '/'))
  },
}
