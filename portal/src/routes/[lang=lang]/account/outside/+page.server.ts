/** The login elsewhere that waits in this browser: is it to open the account that is signed in? */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, done, setCookies, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  if (actor.kind !== 'person') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/account/outside') }))
  const { outside } = city.identity
  const pending = await outside.pending(callerOf(event))
  if (!pending || !outside.offer) redirect(303, href(lang, '/account'))
  return { name: outside.offer.names[lang], account: actor.name ?? '', claims: pending.claims }
}

export const actions: Actions = {
  default: async (event) => {
    const result = await submitted(event, { fields: {} }, async () => {
      setCookies(event, await event.locals.city.identity.outside.connect(callerOf(event)))
    })
    return result ?? done(event, '/account', 'connected')
  },
}
