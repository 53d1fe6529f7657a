/** A person's password: changed, or set anew by a link when it is forgotten. */
import { cookiesOf } from '../auth.ts'
import { demandGoodPassword, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import { Email } from '../types.ts'
import type { Caller, Cookie } from '../types.ts'
import type { Guard } from './guard.ts'
import { rethrow, type Own } from './own.ts'
import type { Parts } from './parts.ts'

const RESET_JOB = 'identity.password-reset'

export function createPasswords(parts: Parts, guard: Guard, { behindPassword, noted, tell }: Own) {
  const { auth, writes, db, jobs } = parts

  jobs.define<{ email: string }>(RESET_JOB, ({ data }) =>
    writes.inOne(() => auth.api.requestPasswordReset({ body: { email: data.email } })),
  )

  return {
    /** Ends all other sessions; the caller's goes on under the new cookies. */
    changePassword(caller: Caller, { current, next }: { current: string; next: string }): Promise<Cookie[]> {
      return behindPassword(caller, async ({ accountId, email }, headers, begin) => {
        demandGoodPassword(next, email)
        const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
        const answer = await auth.api.changePassword({ body, headers, returnHeaders: true })
        await noted(begin, 'password.changed', accountId)
        await tell(begin, accountId, 'password')
        return cookiesOf(answer.headers)
      })
    },

    /** Answers the same, and as fast, whether there is such an account or not: a job finds out. */
    async requestReset(caller: Caller, email: string): Promise<void> {
      const address = Email.safeParse(email)
      if (!address.success) return
      await guard.countReset({ email: address.data, address: caller.address })
      await jobs.enqueue(db, RESET_JOB, { email: address.data })
    },

    /** Sets the password by the link from the mail, and ends every session. Throws `identity.linkExpired`. */
    async resetPassword(token: string, password: string): Promise<void> {
      const { internalAdapter } = await auth.$context
      const link = await internalAdapter.findVerificationValue(`reset-password:${token}`)
      const person = link && (await accounts.find(db, link.value))
      if (!person) throw refuse.linkExpired()
      demandGoodPassword(password, person.email)
      await writes
        .inOne(async (begin) => {
          await auth.api.resetPassword({ body: { newPassword: password, token } })
          await noted(begin, 'password.reset', person.id)
          await tell(begin, person.id, 'password')
        })
        .catch(rethrow)
    },
  }
}
