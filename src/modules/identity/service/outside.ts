/**
 * Logins elsewhere (OpenID Connect). One that is connected to an account opens it. One that is not yet is kept, sealed, in
 * the browser's own cookie until the person has come in another way and says that both are theirs: an address that the other
 * place names proves nothing here.
 */
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { z } from 'zod'
import { cookiesOf, headersOf } from '../auth.ts'
import { createOpenid } from '../openid.ts'
import { demandFresh, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/outside.ts'
import { Language } from '../types.ts'
import type { Caller, Cookie } from '../types.ts'
import { rethrow, type Own } from './own.ts'
import { record, type Parts } from './parts.ts'
import { currentSession, signedIn } from './sessions.ts'

const ROUND_MINUTES = 15
const PENDING_MINUTES = 30
const CALLBACK = '/api/v1/session/outside/callback'

const Way = z.object({ lang: Language, next: z.string().max(1_000).optional() })
const Round = Way.extend({ kind: z.literal('round'), until: z.number() }).extend({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
})
const Pending = z.object({
  ...{ kind: z.literal('pending'), until: z.number(), provider: z.string(), subject: z.string() },
  claims: z.record(z.string(), z.string()),
})
type Kept = z.infer<typeof Round> | z.infer<typeof Pending>
type Answer = { to: string; cookies: Cookie[] }

export function createOutside(parts: Parts, { own, noted, tell }: Own) {
  const { db, clock, ids, config, net, auth, writes, onError = () => {} } = parts
  const { oidc, baseUrl, secret } = config
  const openid = oidc && net && createOpenid(oidc, net, baseUrl + CALLBACK)
  const provider = `oidc:${oidc?.issuer}`
  const secure = baseUrl.startsWith('https:')
  const NAME = secure ? '__Host-unia.outside' : 'unia.outside'

  const cookie = (value: string, maxAge_s: number): Cookie => ({
    ...{ name: NAME, value, path: '/', maxAge_s, httpOnly: true, secure, sameSite: 'lax' },
  })
  const none = cookie('', 0)
  const inMinutes = (minutes: number) => clock.now().getTime() + minutes * 60_000
  const keep = async (kept: Kept, minutes: number) =>
    cookie(await symmetricEncrypt({ key: secret, data: JSON.stringify(kept) }), minutes * 60)

  async function keptBy<T extends Kept>({ cookie }: Caller, schema: z.ZodType<T>): Promise<T | undefined> {
    const pair = (cookie ?? '').split(/; */).find((one) => one.startsWith(`${NAME}=`))
    if (!pair) return undefined
    try {
      const data = decodeURIComponent(pair.slice(NAME.length + 1))
      const kept = schema.parse(JSON.parse(await symmetricDecrypt({ key: secret, data })))
      return kept.until > clock.now().getTime() ? kept : undefined
    } catch {
      return undefined
    }
  }

  /** A page by its English address, which the portal leads to the language's own. */
  const page = (lang: string, path: string, query: Record<string, string | undefined> = {}) => {
    const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]))
    return `/${lang}${path}${search.size > 0 ? `?${search}` : ''}`
  }

  async function told(search: string, round: z.infer<typeof Round>) {
    try {
      return await openid!.told(search, round)
    } catch (error) {
      onError(`the outside login: ${error instanceof Error ? error.message : ''}`)
      return undefined
    }
  }

  /** Signs in whoever the login is connected to. A second factor of their own is still asked for. */
  function letIn(caller: Caller, accountId: string, claims: store.Claims, { lang, next }: z.infer<typeof Way>) {
    return writes
      .inOne(async (begin): Promise<Answer> => {
        const tx = await begin()
        await store.putClaims(tx, accountId, claims, clock.now())
        const { headers, response } = await auth.api.startSession({
          ...{ body: { userId: accountId }, headers: headersOf(caller, 'none'), returnHeaders: true },
        })
        const cookies = [...cookiesOf(headers), none]
        if (!('user' in response)) return { to: page(lang, '/sign-in', { step: 'totp', next }), cookies }
        const subject = `accounts/${accountId}`
        await record(parts, tx, {
          ...{ kind: 'session.started', actor: accountId, subject, payload: { by: 'outside' } },
        })
        return { to: page(lang, '/sign-in', { next }), cookies }
      })
      .catch(rethrow)
  }

  const outside = {
    /** The login that this city has connected, by its names; undefined where there is none. */
    offer: openid && { names: oidc.names },

    /** On the way there. Throws `identity.outsideOff`; where the other place does not answer, leads back. */
    async begin(way: { lang: string; next?: string }): Promise<Answer> {
      if (!openid) throw refuse.outsideOff()
      const { lang, next } = Way.parse(way)
      const round = { state: ids.token(32), nonce: ids.token(32), verifier: ids.token(32) }
      try {
        const to = await openid.authorization(round)
        const until = inMinutes(ROUND_MINUTES)
        return { to, cookies: [await keep({ kind: 'round', until, lang, next, ...round }, ROUND_MINUTES)] }
      } catch (error) {
        onError(`the outside login: ${error instanceof Error ? error.message : ''}`)
        return { to: page(lang, '/sign-in', { done: 'outsideFailed', next }), cookies: [none] }
      }
    },

    /** On the way back. `search` is what the address came with. Never throws for what others sent. */
    async finish(caller: Caller, search: string, lang: string): Promise<Answer> {
      if (!openid) throw refuse.outsideOff()
      const round = await keptBy(caller, Round)
      if (!round) return { to: page(Language.parse(lang), '/sign-in', { done: 'outsideFailed' }), cookies: [none] }
      const answer = await told(search, round)
      if (!answer) {
        return { to: page(round.lang, '/sign-in', { done: 'outsideFailed', next: round.next }), cookies: [none] }
      }
      const { subject, claims } = answer
      const accountId = await store.accountOf(db, { provider, subject })
      if (accountId) return letIn(caller, accountId, claims, round)
      const until = inMinutes(PENDING_MINUTES)
      const cookies = [await keep({ kind: 'pending', until, provider, subject, claims }, PENDING_MINUTES)]
      const connecting = page(round.lang, '/account/outside')
      const isIn = await currentSession(parts, headersOf(caller))
      return {
        to: isIn ? connecting : page(round.lang, '/sign-in', { done: 'outsideFirst', next: connecting }),
        cookies,
      }
    },

    /** The login that waits in this browser to be connected, and whether it is a person's to connect. */
    async pending(caller: Caller): Promise<{ claims: store.Claims } | undefined> {
      const pending = await keptBy(caller, Pending)
      return pending && { claims: pending.claims }
    },

    /**
     * Connects the login that waits to the account that is signed in: both were shown to be theirs, the account just now.
     * Throws `identity.signInFresh`, `identity.outsideFailed`, `identity.outsideTaken`.
     */
    async connect(caller: Caller): Promise<Cookie[]> {
      const { since } = await signedIn(parts, caller)
      demandFresh(since, clock.now())
      const pending = await keptBy(caller, Pending)
      if (!pending || pending.provider !== provider) throw refuse.outsideFailed()
      return own(caller, async ({ accountId }, _, begin) => {
        const tx = await begin()
        await accounts.lock(tx, accountId)
        const isFree = (await store.connectedAt(tx, provider, accountId)) === undefined
        if (!isFree || !(await store.connect(tx, ids.uuid(), accountId, clock.now(), pending)))
          throw refuse.outsideTaken()
        await store.putClaims(tx, accountId, pending.claims, clock.now())
        await noted(begin, 'outside.connected', accountId)
        await tell(begin, accountId, 'outsideConnected')
        return [none]
      })
    },

    /** Throws `identity.unknown`. */
    async disconnect(caller: Caller): Promise<void> {
      await own(caller, async ({ accountId }, _, begin) => {
        if (!(await store.disconnect(await begin(), provider, accountId))) throw refuse.unknown({ id: 'outside' })
        await noted(begin, 'outside.disconnected', accountId)
        await tell(begin, accountId, 'outsideDisconnected')
      })
    },

    /** Since when the login is connected to the caller's account. */
    async connectedAt(caller: Caller): Promise<Date | undefined> {
      const { accountId } = await signedIn(parts, caller)
      return store.connectedAt(db, provider, accountId)
    },
  }

  return {
    outside,
    /** What a connected login told of this person when they last came by it: name → value, for what the city lists alone. */
    claimsOf: (accountId: string): Promise<Record<string, string>> => store.claims(db, accountId),
  }
}
