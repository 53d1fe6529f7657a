/** What a person does with their own account: signed in, behind the password where it matters, on the record, told by mail. */
import { headersOf, translated } from '../auth.ts'
import { demandFresh } from '../rules.ts'
import { accountChangedLetter, type Changed } from '../letters.ts'
import * as accounts from '../store/accounts.ts'
import type { Begin } from '../store/writes.ts'
import type { Caller } from '../types.ts'
import type { Guard } from './guard.ts'
import { record, type Parts } from './parts.ts'
import { signedIn, type Current } from './sessions.ts'

type Work<T> = (current: Current, headers: Headers, begin: Begin) => Promise<T>

export function createOwn(parts: Parts, guard: Guard) {
  const { writes, mail, db, clock, auth } = parts

  /** Does `work` for the signed-in caller in one transaction, with better-auth's refusals as the house says them. */
  async function own<T>(caller: Caller, work: Work<T>): Promise<T> {
    const current = await signedIn(parts, caller)
    return writes.inOne((begin) => work(current, headersOf(caller), begin)).catch(rethrow)
  }

  return {
    own,

    /**
     * The same for what asks for the account's password, which is guarded against guessing. Where the account has none, a
     * sign-in of just now takes its place. Throws `identity.signInFresh`.
     */
    async behindPassword<T>(caller: Caller, work: Work<T>): Promise<T> {
      const { email, accountId, since } = await signedIn(parts, caller)
      if (!(await accounts.hasPassword(db, accountId))) {
        demandFresh(since, clock.now())
        return own(caller, work)
      }
      return guard.guarded({ email, address: caller.address }, () => own(caller, work))
    },

    /** Holds the account to its password, where it has one. Throws `identity.wrongPassword`. */
    async prove({ accountId }: Current, headers: Headers, password: string): Promise<void> {
      if (await accounts.hasPassword(db, accountId)) await auth.api.verifyPassword({ body: { password }, headers })
    },

    async noted(begin: Begin, kind: string, accountId: string, payload?: { fields: string[] }): Promise<void> {
      await record(parts, await begin(), { kind, actor: accountId, subject: `accounts/${accountId}`, payload })
    },

    /** Tells the person what was changed, in case it was somebody else. */
    async tell(begin: Begin, accountId: string, what: Changed, to?: string): Promise<void> {
      const tx = await begin()
      const person = await accounts.find(tx, accountId)
      if (person) await mail.send(tx, accountChangedLetter(to ?? person.email, person.language, what))
    },
  }
}
export type Own = ReturnType<typeof createOwn>

export function rethrow(error: unknown): never {
  throw translated(error)
}
