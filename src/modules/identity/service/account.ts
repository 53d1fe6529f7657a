/** A person's own account: what it holds, its password, its second factor, its address, its end. */
import type { Begin } from '../store/writes.ts'
import { cookiesOf, headersOf, translated } from '../auth.ts'
import { accountChangedLetter } from '../letters.ts'
import { demandGoodPassword, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as organisations from '../store/organisations.ts'
import { Email, Language, PersonName } from '../types.ts'
import type { Account, Caller, Cookie } from '../types.ts'
import type { Guard } from './guard.ts'
import { demandOtherAdministrator } from './organisations.ts'
import { record, type Parts } from './parts.ts'
import { signedIn, type Current } from './sessions.ts'

const RESET_JOB = 'identity.password-reset'

export function createAccount(parts: Parts, guard: Guard) {
  const { auth, writes, db, ledger, clock, jobs, mail } = parts

  /** Does `work` for the signed-in caller, in one transaction, with better-auth's refusals as the house says them. */
  function own<T>(caller: Caller, work: (current: Current, headers: Headers, begin: Begin) => Promise<T>): Promise<T> {
    return signedIn(parts, caller).then((current) =>
      writes.inOne((begin) => work(current, headersOf(caller), begin)).catch(rethrow),
    )
  }

  /** The same behind the account's password, which is guarded against guessing. */
  async function behindPassword<T>(caller: Caller, work: Parameters<typeof own<T>>[1]): Promise<T> {
    const { email } = await signedIn(parts, caller)
    return guard.guarded({ email, address: caller.address }, () => own(caller, work))
  }

  const noted = async (begin: Begin, kind: string, accountId: string, payload?: Record<string, string | string[]>) =>
    record(parts, await begin(), { kind, actor: accountId, subject: `accounts/${accountId}`, payload })

  /** Tells the person by mail what was changed, in case it was somebody else. */
  async function tell(
    begin: Begin,
    accountId: string,
    what: 'password' | 'email' | 'totp',
    to?: string,
  ): Promise<void> {
    const tx = await begin()
    const person = await accounts.find(tx, accountId)
    if (person) await mail.send(tx, accountChangedLetter(to ?? person.email, person.language, what))
  }

  jobs.define<{ email: string }>(RESET_JOB, ({ data }) =>
    writes.inOne(() => auth.api.requestPasswordReset({ body: { email: data.email } })),
  )

  return {
    async account(caller: Caller): Promise<Account> {
      const { accountId } = await signedIn(parts, caller)
      const person = await accounts.find(db, accountId)
      return { ...person!, memberships: await organisations.membershipsOf(db, accountId) }
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

    /** Begins the second factor: the secret for the app, and codes for the day the phone is lost. Not asked for yet. */
    enrolTotp(caller: Caller, password: string): Promise<{ secret: string; uri: string; backupCodes: string[] }> {
      return behindPassword(caller, async (_, headers) => {
        const answer = await auth.api.enableTwoFactor({ body: { password }, headers })
        if (answer.method !== 'totp') throw refuse.notEnrolled()
        const secret = new URL(answer.totpURI).searchParams.get('secret') ?? ''
        return { secret, uri: answer.totpURI, backupCodes: answer.backupCodes }
      })
    },

    /** The first code from the app: from now on one is asked for at every sign-in. */
    confirmTotp(caller: Caller, code: string): Promise<Cookie[]> {
      return own(caller, async ({ accountId, totp }, headers, begin) => {
        if (totp) throw refuse.alreadyEnrolled()
        const body = { code: code.replace(/\s/g, '') }
        const answer = await auth.api.verifyTOTP({ body, headers, returnHeaders: true })
        await accounts.useCode(await begin(), accountId, body.code, clock.now())
        await noted(begin, 'totp.enrolled', accountId)
        await tell(begin, accountId, 'totp')
        return cookiesOf(answer.headers)
      })
    },

    disableTotp(caller: Caller, password: string): Promise<Cookie[]> {
      return behindPassword(caller, async ({ accountId, totp }, headers, begin) => {
        if (!totp) throw refuse.notEnrolled()
        const answer = await auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })
        await noted(begin, 'totp.disabled', accountId)
        await tell(begin, accountId, 'totp')
        return cookiesOf(answer.headers)
      })
    },

    /** Ten new codes; the old ones are worth nothing. */
    renewBackupCodes(caller: Caller, password: string): Promise<string[]> {
      return behindPassword(caller, async ({ accountId }, headers, begin) => {
        const { backupCodes } = await auth.api.generateBackupCodes({ body: { password }, headers })
        await noted(begin, 'totp.codesRenewed', accountId)
        return backupCodes
      })
    },

    /** Sends a link to the new address. Says nothing of whether somebody else has it. */
    requestEmail(caller: Caller, { email, password }: { email: string; password: string }): Promise<void> {
      const newEmail = Email.parse(email)
      return behindPassword(caller, async (current, headers) => {
        await auth.api.verifyPassword({ body: { password }, headers })
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
      return behindPassword(caller, async ({ accountId }, headers, begin) => {
        await auth.api.verifyPassword({ body: { password }, headers })
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

function rethrow(error: unknown): never {
  throw translated(error)
}

/** The address that the link was asked for from; read from a token that was checked before. */
function emailBefore(token: string): string | undefined {
  const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { email?: string }
  return payload.email
}
