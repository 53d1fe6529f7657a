/** The new address, by the link from the mail. A button, because mail programs open links to look at them. */
import { done, submitted } from '#lib/server/forms.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const { token } = event.params
    const result = await submitted(event, { fields: {} }, () => event.locals.city.identity.confirmEmail(token))
    return result ?? done(event, event.locals.actor.kind === 'person' ? '/account' : '/sign-in', 'email')
  },
}
