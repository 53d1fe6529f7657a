/**
 * Passkeys (WebAuthn): the device checks who is there, so an answer counts as both factors. A question is known by its seal
 * and its age, and is kept only when it was answered, so that asking leaves no trace and an answer is good once.
 */
import { timingSafeEqual } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { cookiesOf, headersOf } from '../auth.ts'
import { refuse } from '../rules.ts'
import * as store from '../store/passkeys.ts'
import { PersonName } from '../types.ts'
import type { Caller, Passkey, SignIn } from '../types.ts'
import { rethrow, type Own } from './own.ts'
import { keyed, record, type Parts } from './parts.ts'
import { signedIn } from './sessions.ts'

const PASSKEYS_MAX = 20
export const CHALLENGE_MINUTES = 10

export function createPasskeys(parts: Parts, { own, behindPassword, prove, noted, tell }: Own) {
  const { db, clock, ids, config, auth, writes } = parts
  const { origin, hostname: rpID } = new URL(config.baseUrl)
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true } as const

  /** A question to nobody yet, or to this account: chance, the minute it is of, and a seal over both. */
  function challengeFor(purpose: string): string {
    const text = `${ids.token(16)}.${Math.floor(clock.now().getTime() / 60_000)}`
    return `${text}.${keyed(config.secret, `challenge ${purpose} ${text}`)}`
  }
  function isOurs(challenge: string, purpose: string): boolean {
    const [chance = '', minute = '', seal = ''] = challenge.split('.')
    const age = Math.floor(clock.now().getTime() / 60_000) - Number(minute)
    if (!(age >= 0 && age < CHALLENGE_MINUTES)) return false
    const right = Buffer.from(keyed(config.secret, `challenge ${purpose} ${chance}.${minute}`))
    const shown = Buffer.from(seal)
    return right.length === shown.length && timingSafeEqual(right, shown)
  }
  /** Checks the question as it came back, and remembers it. */
  function asked(purpose: string) {
    let text = ''
    return {
      expectedChallenge: (encoded: string) => {
        text = Buffer.from(encoded, 'base64url').toString()
        return isOurs(text, purpose)
      },
      challenge: () => text,
    }
  }

  return {
    async passkeys(caller: Caller): Promise<Passkey[]> {
      const { accountId } = await signedIn(parts, caller)
      return (await store.ofAccount(db, accountId)).map(shown)
    },

    /** What the browser needs to make a passkey. Throws `identity.wrongPassword`, `identity.signInFresh`, `identity.tooManyPasskeys`. */
    passkeyOptions(caller: Caller, password: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
      return behindPassword(caller, async (current, headers) => {
        await prove(current, headers, password)
        const { accountId, email, name } = current
        const there = await store.ofAccount(db, accountId)
        if (there.length >= PASSKEYS_MAX) throw refuse.tooManyPasskeys({ most: PASSKEYS_MAX })
        return generateRegistrationOptions({
          ...{ rpName: 'Unia', rpID, userName: email, userDisplayName: name, attestationType: 'none' },
          userID: new Uint8Array(Buffer.from(accountId)),
          challenge: new Uint8Array(Buffer.from(challengeFor(`add ${accountId}`))),
          excludeCredentials: there.map((one) => ({ id: one.credentialId, transports: transportsOf(one) })),
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        })
      })
    },

    /** Throws `identity.badPasskey`, `identity.passkeyExists`. */
    async addPasskey(caller: Caller, draft: { name: string; response: RegistrationResponseJSON }): Promise<Passkey> {
      const name = PersonName.parse(draft.name)
      const { accountId } = await signedIn(parts, caller)
      const { expectedChallenge, challenge } = asked(`add ${accountId}`)
      const verified = await verifyRegistrationResponse({
        ...expected,
        expectedChallenge,
        response: draft.response,
      }).catch(() => undefined)
      if (!verified?.verified) throw refuse.badPasskey()
      const { credential, credentialBackedUp: synced } = verified.registrationInfo
      return own(caller, async (_, __, begin) => {
        const tx = await begin()
        if (!(await store.useChallenge(tx, challenge(), clock.now()))) throw refuse.badPasskey()
        const passkey = { id: ids.uuid(), name, synced, createdAt: clock.now(), accountId }
        const { id: credentialId, publicKey, counter, transports = [] } = credential
        if ((await store.ofAccount(tx, accountId)).length >= PASSKEYS_MAX)
          throw refuse.tooManyPasskeys({ most: PASSKEYS_MAX })
        if (!(await store.add(tx, { ...passkey, credentialId, publicKey, counter, transports })))
          throw refuse.passkeyExists()
        await noted(begin, 'passkey.added', accountId)
        await tell(begin, accountId, 'passkeyAdded')
        return shown({ ...passkey })
      })
    },

    /** Throws `identity.unknown`. A name is the person's own business and stands in no ledger. */
    async renamePasskey(caller: Caller, id: string, name: string): Promise<void> {
      const { accountId } = await signedIn(parts, caller)
      const changed = await db.transaction().execute((tx) => store.rename(tx, accountId, id, PersonName.parse(name)))
      if (!changed) throw refuse.unknown({ id })
    },

    /** Throws `identity.unknown`. Mail still opens the account, so the last passkey may go, too. */
    async removePasskey(caller: Caller, id: string): Promise<void> {
      await own(caller, async ({ accountId }, _, begin) => {
        if (!(await store.remove(await begin(), accountId, id))) throw refuse.unknown({ id })
        await noted(begin, 'passkey.removed', accountId)
        await tell(begin, accountId, 'passkeyRemoved')
      })
    },

    /** The question to whatever passkey the device offers: no address is asked for, none is told. */
    passkeyQuestion: (): Promise<PublicKeyCredentialRequestOptionsJSON> =>
      generateAuthenticationOptions({
        ...{ rpID, userVerification: 'required' },
        challenge: new Uint8Array(Buffer.from(challengeFor('sign-in'))),
      }),

    /** Throws `identity.badPasskey`, `identity.unknownPasskey`. */
    async signInByPasskey(caller: Caller, response: AuthenticationResponseJSON): Promise<SignIn> {
      const { expectedChallenge, challenge } = asked('sign-in')
      return writes
        .inOne(async (begin) => {
          const tx = await begin()
          const passkey = await store.lock(tx, response.id)
          if (!passkey) throw refuse.unknownPasskey()
          const { userHandle } = response.response
          const isTheirs = userHandle && Buffer.from(userHandle, 'base64url').toString() === passkey.accountId
          if (!isTheirs) throw refuse.badPasskey()
          const { credentialId, publicKey, counter, accountId } = passkey
          const credential = { id: credentialId, publicKey, counter, transports: transportsOf(passkey) }
          const verified = await verifyAuthenticationResponse({
            ...{ ...expected, expectedChallenge, response, credential },
          }).catch(() => undefined)
          if (!verified?.verified) throw refuse.badPasskey()
          if (!(await store.useChallenge(tx, challenge(), clock.now()))) throw refuse.badPasskey()
          const { newCounter, credentialBackedUp: synced } = verified.authenticationInfo
          await store.used(tx, passkey.id, { counter: newCounter, synced, at: clock.now() })
          const { headers } = await auth.api.startWholeSession({
            ...{ body: { userId: accountId }, headers: headersOf(caller, 'none'), returnHeaders: true },
          })
          const subject = `accounts/${accountId}`
          const payload = { by: 'passkey' }
          await record(parts, tx, { kind: 'session.started', actor: accountId, subject, payload })
          return { state: 'signedIn' as const, cookies: cookiesOf(headers) }
        })
        .catch(rethrow)
    },
  }
}

const transportsOf = ({ transports }: store.Stored) => transports as AuthenticatorTransport[]

const shown = ({ id, name, synced, createdAt, lastUsedAt }: Passkey): Passkey => ({
  ...{ id, name, synced, createdAt, lastUsedAt },
})
