/** A person's own account: what it holds, its address, its end. */
import { cookiesOf } from '../auth.ts'
import { refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as organisations from '../store/organisations.ts'
import { Email, Language, PersonName } from '../types.ts'
import type { Account, Caller, Cookie } from '../types.ts'
import { demandOtherAdministrator } from './memberships.ts'
import { rethrow, type Own } from './own.ts'
import type { Parts } from './parts.ts'
import { signedIn } from './sessions.ts'

export function createAccount(parts: Parts, { own, behindPassword, prove, noted, tell }: Own) {
  const { auth, writes, db, ledger } = parts

  return {
    async account(caller: Caller): Promise<Account> {
      const { accountId } = await signedIn(parts, caller)
      const person = await accounts.find(db, accountId)
      const password = await accounts.hasPassword(db, accountId)
      return { ...person!, password, memberships: await organisations.membershipsOf(db, accountId) }
    },

    /** What the ledger holds of this person's doing, newest first. */
    async entries(caller: Caller, before?: number) {
      const { accountId } = await signedIn(parts, caller)
      return ledger.list({ actor: accountId, before })
    },

    async changeAccount(caller: Caller, changes: { name?: string; language?: string }): Promise<void> {
      const name = PersonName.optional().parse(changes.name)
      const language = Language.optional().parse(changes.language)
      await own(caller, async ({ accountId }, _, begin) => {
        await accounts.update(await begin(), accountId, { name, language })
        const fields = Object.entries({ name, language }).flatMap(([field, value]) =>
          value === undefined ? [] : [field],
        )
        await noted(begin, 'account.changed', accountId, { fields })
      })
    },

    /** Sends a link to the new address. Says nothing of whether somebody else has it. */
    requestEmail(caller: Caller, { email, password }: { email: string; password: string }): Promise<void> {
      const newEmail = Email.parse(email)
      return behindPassword(caller, async (current, headers) => {
        await prove(current, headers, password)
        if (newEmail !== current.email) await auth.api.changeEmail({ body: { newEmail }, headers })
      })
    },

    /** The link from the mail proves the new address. The old one is told. Throws `identity.linkExpired`. */
    async confirmEmail(token: string): Promise<void> {
      await writes
        .inOne(async (begin) => {
          // Its type tells of less than it answers.
          const answer = (await auth.api.verifyEmail({ query: { token } })) as
            { user?: { id: string } | null } | undefined
          const accountId = answer?.user?.id
          if (!accountId) throw refuse.linkExpired()
          await noted(begin, 'email.changed', accountId)
          await tell(begin, accountId, 'email', emailBefore(token))
        })
        .catch(rethrow)
    },

    /** Name, address, password, sessions and memberships go; the ledger keeps an id that names nobody. */
    deleteAccount(caller: Caller, password: string): Promise<Cookie[]> {
      return behindPassword(caller, async (current, headers, begin) => {
        const { accountId } = current
        await prove(current, headers, password)
        const tx = await begin()
        await demandOtherAdministrator(tx, accountId)
        const answer = await auth.api.signOut({ headers, returnHeaders: true })
        await accounts.remove(tx, accountId)
        await noted(begin, 'account.deleted', accountId)
        await parts.events.emit(tx, 'identity.accountDeleted', { accountId })
        return cookiesOf(answer.headers)
      })
    },
  }
}

/** The address that the link was asked for from; read from a token that was checked before. */
function emailBefore(token: string): string | undefined {
  const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { email?: string }
  return payload.email
}
