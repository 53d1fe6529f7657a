/** What became of a question, for whoever has its address. */
import { ENQUIRY_CHARS_MAX } from '#network'
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, submitted } from '#lib/server/forms.ts'
import { orMissing } from '#lib/server/proposals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  // Its address is the way to it: no engine keeps it, no other site is told of it; to its own forms it must be, or they count as another site’s.
  event.setHeaders({ 'x-robots-tag': 'noindex', 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' }) // prettier-ignore
  const enquiry = await orMissing(event, event.locals.city.network.enquiries.follow(event.params.secret))
  return { ...enquiry, chars: ENQUIRY_CHARS_MAX, note: noteOf(event, ['sent', 'back'] as const) }
}

export const actions: Actions = {
  back: async (event) => {
    const { city, lang, address } = event.locals
    const { secret } = event.params
    const result = await submitted(event, { fields: { words: 'enquiries.words' } }, async ({ words }) => {
      await city.network.enquiries.writeBack(address, secret, words)
      return { isDone: true } as const
    })
    if (!('isDone' in result)) return result
    redirect(303, href(lang, '/why/enquiries/[secret]', { secret }, { done: 'back' }))
  },
  forget: async (event) => {
    const { city, lang } = event.locals
    const { secret } = event.params
    await orMissing(event, city.network.enquiries.forget(secret))
    redirect(303, href(lang, '/why/enquiries/[secret]', { secret }))
  },
}
