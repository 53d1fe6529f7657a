/**
 * A parent consents to what a child does with an account of its own: the parent is given a code, the child types it. Both see
 * it, either ends it, and it ends by itself with the year in which the child comes of age.
 */
import type { Tx } from '#platform/db'
import { textsOf } from '../letters.ts'
import { consentHolds, consentUntil, refuse } from '../rules.ts'
import * as store from '../store/family.ts'
import { ADULT_YEARS, ConsentDraft } from '../types.ts'
import type { Caller, Consent } from '../types.ts'
import type { Guard } from './guard.ts'
import type { Notices } from './notices.ts'
import { keyed, record, type Parts } from './parts.ts'
import { signedIn } from './sessions.ts'

const CODE_DAYS = 7
const CODE_CHARS = 10
/** No letter that is taken for another when it is read out. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const CONSENTS_MAX = 30

export type ConsentOf = { by: string; since: Date; until: Date; birthYear: number }

export function createFamily(parts: Parts, guard: Guard, notices: Pick<Notices, 'tell'>) {
  const { db, clock, ids, config } = parts
  const hashOf = (code: string) => keyed(config.secret, `consent ${code.toUpperCase().replace(/[\s-]/g, '')}`)
  const newCode = () =>
    [...Buffer.from(ids.token(CODE_CHARS), 'base64url')].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

  async function consentOf(accountId: string): Promise<ConsentOf | undefined> {
    const found = (await store.of(db, 'child', accountId)).find((one) => consentHolds(one, clock.now()))
    return found && { by: found.parentId, since: found.linkedAt!, until: found.until, birthYear: found.birthYear }
  }

  const noted = (tx: Tx, kind: string, actor: string, id: string) =>
    record(parts, tx, { kind: `consent.${kind}`, actor, subject: `consents/${id}` })
  const tell = (tx: Tx, accountId: string, what: 'linked' | 'withdrawn') =>
    notices.tell(tx, {
      ...{ accountId, kind: `consent.${what}`, path: '/account/family' },
      title: textsOf(`family.notice.${what}Title`),
      body: textsOf(`family.notice.${what}`),
    })

  return {
    /** The parent's consent under which this account acts, where there is one that holds now. */
    consentOf,

    /** Whose accounts act with this person's consent now, by the names that the person gave them. */
    async childrenOf(accountId: string): Promise<{ childId: string; name: string }[]> {
      const given = await store.of(db, 'parent', accountId)
      const holding = given.filter((one) => consentHolds(one, clock.now()))
      return holding.map(({ childId, name }) => ({ childId: childId!, name }))
    },

    /** What the signed-in person consented to, and what was consented to for them. */
    async consents(caller: Caller): Promise<{ given: Consent[]; received: Consent[] }> {
      const { accountId } = await signedIn(parts, caller)
      return { given: await store.of(db, 'parent', accountId), received: await store.of(db, 'child', accountId) }
    },

    /** A code for the child to type, this once. Throws `identity.childCannot`, `identity.notAChild`, `identity.tooManyConsents`. */
    async giveConsent(
      caller: Caller,
      draft: { name: string; birthYear: number },
    ): Promise<{ code: string; codeUntil: Date }> {
      const { accountId } = await signedIn(parts, caller)
      const { name, birthYear } = ConsentDraft.parse(draft)
      const givenAt = clock.now()
      const year = givenAt.getUTCFullYear()
      if (birthYear > year || birthYear < year - ADULT_YEARS) throw refuse.notAChild({ years: ADULT_YEARS })
      if (await consentOf(accountId)) throw refuse.childCannot()
      if ((await store.of(db, 'parent', accountId)).length >= CONSENTS_MAX) throw refuse.tooManyConsents()
      const code = newCode()
      const codeUntil = new Date(givenAt.getTime() + CODE_DAYS * 86_400_000)
      const consent = { id: ids.uuid(), parentId: accountId, name, birthYear, codeUntil, givenAt }
      await db.transaction().execute(async (tx) => {
        await store.add(tx, { ...consent, until: consentUntil(birthYear), codeHash: hashOf(code) })
        await noted(tx, 'given', accountId, consent.id)
      })
      return { code: `${code.slice(0, CODE_CHARS / 2)}-${code.slice(CODE_CHARS / 2)}`, codeUntil }
    },

    /** The child takes the consent up. Throws `identity.wrongConsentCode`, `identity.ownConsent`, `identity.tooManyAttempts`. */
    async takeConsent(caller: Caller, code: string): Promise<void> {
      const { accountId } = await signedIn(parts, caller)
      await guard.guarded({ email: `consent ${accountId}`, address: caller.address }, () =>
        db.transaction().execute(async (tx) => {
          const consent = await store.lockByCode(tx, hashOf(code), clock.now())
          if (!consent) throw refuse.wrongConsentCode()
          if (consent.parentId === accountId) throw refuse.ownConsent()
          await store.link(tx, consent.id, accountId, clock.now())
          await noted(tx, 'linked', accountId, consent.id)
          await tell(tx, consent.parentId, 'linked')
        }),
      )
    },

    /** From now on it holds no more; the other one is told. Throws `identity.unknown`. */
    async withdrawConsent(caller: Caller, id: string): Promise<void> {
      const { accountId } = await signedIn(parts, caller)
      await db.transaction().execute(async (tx) => {
        const consent = await store.withdraw(tx, id, accountId, clock.now())
        if (!consent) throw refuse.unknown({ id })
        await noted(tx, 'withdrawn', accountId, id)
        const other = consent.parentId === accountId ? consent.childId : consent.parentId
        if (other) await tell(tx, other, 'withdrawn')
      })
    },
  }
}
