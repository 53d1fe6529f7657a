/** The new password, by the link from the mail. */
import { done, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NEW = {
  fields: { password: 'identity.field.newPassword' },
  blame: { 'identity.weakPassword': 'password' },
} as const

export const load: PageServerLoad = ({ locals }) => ({ charsMin: locals.city.identity.limits.passwordCharsMin })

export const actions: Actions = {
  default: async (event) => {
    const { token } = event.params
    const result = await submitted(event, NEW, ({ password }) =>
      event.locals.city.identity.resetPassword(token, password),
    )
    return result ?? done(event, '/sign-in', 'reset')
  },
}
