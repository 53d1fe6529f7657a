/** A forgotten password: the address, and the same answer whether it has an account or not. */
import { callerOf, done, noteOf, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => ({
  done: noteOf(event, ['sent']),
  minutes: event.locals.city.identity.limits.resetMinutes,
})

export const actions: Actions = {
  default: async (event) => {
    const result = await submitted(event, { fields: { email: 'identity.field.email' } }, ({ email }) =>
      event.locals.city.identity.requestReset(callerOf(event), email),
    )
    return result ?? done(event, '/reset-password', 'sent')
  },
}
