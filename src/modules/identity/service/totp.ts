/** A person's second factor: codes from an app, and backup codes for the day the phone is lost. */
import { cookiesOf } from '../auth.ts'
import { refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import type { Caller, Cookie } from '../types.ts'
import type { Own } from './own.ts'
import type { Parts } from './parts.ts'

export function createTotp({ auth, clock }: Parts, { own, behindPassword, noted, tell }: Own) {
  return {
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
  }
}
