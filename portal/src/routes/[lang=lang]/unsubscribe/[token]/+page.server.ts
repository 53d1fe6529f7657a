/** No more letters: by the link at the foot of one, without signing in. A button, because programs open links to look at them. */
import { submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params, locals }) => ({
  isAll: locals.city.identity.notices.unsubscription(params.token).subject === undefined,
})

export const actions: Actions = {
  default: (event) =>
    submitted(event, { fields: {} }, async () => {
      await event.locals.city.identity.notices.unsubscribe(event.params.token)
      return { done: true as const }
    }),
}
