/** Signing in and out, the second factor, and who a request comes from. */
import { demand, visitor, type Actor } from '#platform/actor'
import { cookiesOf, headersOf, translated } from '../auth.ts'
import { canByRoles, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as organisations from '../store/organisations.ts'
import type { Caller, Cookie, Session, SignIn } from '../types.ts'
import type { Guard } from './guard.ts'
import { isRefused, kept, record, type Parts } from './parts.ts'

/** What the session of a signed-in person tells. */
export type Current = {
  sessionId: string
  accountId: string
  email: string
  name: string
  totp: boolean
  /** When they signed in. */
  since: Date
  expiresAt: Date
}

/** The session that the cookie names; undefined where there is none. */
export async function currentSession({ auth }: Parts, headers: Headers): Promise<Current | undefined> {
  if (!headers.has('cookie')) return undefined
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
  if (!found) return undefined
  const { session, user } = found
  return {
    sessionId: session.id,
    accountId: user.id,
    email: user.email,
    name: user.name,
    totp: user.twoFactorEnabled === true,
    since: session.createdAt,
    expiresAt: session.expiresAt,
  }
}

/** Throws `unauthenticated`. */
export async function signedIn(parts: Parts, caller: Caller): Promise<Current> {
  const current = await currentSession(parts, headersOf(caller))
  if (!current) demand(visitor, 'account')
  return current!
}

export async function actorOf({ db }: Parts, { accountId, name }: Current): Promise<Actor> {
  const can = canByRoles(await organisations.rolesReached(db, accountId))
  return { id: accountId, kind: 'person', name, can }
}

export type SecondFactor = { code: string; kind: 'totp' | 'backup' }

export function createSessions(parts: Parts, guard: Guard) {
  const { auth, writes, clock, db } = parts

  async function signIn(caller: Caller, credentials: { email: string; password: string }): Promise<SignIn> {
    const { email, password } = credentials
    return guard.guarded({ email, address: caller.address }, () =>
      writes.inOne(async (begin) => {
        const { headers, response } = await auth.api
          .signInEmail({
            body: { email: email.trim(), password },
            headers: headersOf(caller, 'none'),
            returnHeaders: true,
          })
          .catch((error: unknown) => {
            throw translated(error) === error ? error : refuse.wrongCredentials()
          })
        const cookies = cookiesOf(headers)
        if (!('user' in response)) return { state: 'secondFactor', cookies }
        const { id } = response.user
        await record(parts, await begin(), { kind: 'session.started', actor: id, subject: `accounts/${id}` })
        return { state: 'signedIn', cookies }
      }),
    )
  }

  /** The code that a sign-in still asks for. What a wrong one costs is committed before it is refused. */
  async function secondFactor(caller: Caller, { code, kind }: SecondFactor): Promise<SignIn> {
    const request = { headers: headersOf(caller, 'two_factor'), returnHeaders: true } as const
    const body = { code: code.replace(/\s/g, '') }
    const outcome = await writes.inOne(async (begin) => {
      const answer = await (
        kind === 'totp' ? auth.api.verifyTOTP({ ...request, body }) : auth.api.verifyBackupCode({ ...request, body })
      ).catch(kept)
      if (isRefused(answer)) return answer
      const { id } = answer.response.user
      if (kind === 'totp' && !(await accounts.useCode(await begin(), id, body.code, clock.now())))
        throw refuse.wrongCode()
      const payload = { secondFactor: kind }
      await record(parts, await begin(), { kind: 'session.started', actor: id, subject: `accounts/${id}`, payload })
      return { state: 'signedIn' as const, cookies: cookiesOf(answer.headers) }
    })
    if (isRefused(outcome)) throw outcome.refused
    return outcome
  }

  /** Ends the session, where there is one, and takes its cookies away. */
  async function signOut(caller: Caller): Promise<Cookie[]> {
    const current = await currentSession(parts, headersOf(caller))
    return writes.inOne(async (begin) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(caller), returnHeaders: true })
      if (current) {
        const { accountId } = current
        await record(parts, await begin(), {
          kind: 'session.ended',
          actor: accountId,
          subject: `accounts/${accountId}`,
        })
      }
      return cookiesOf(headers)
    })
  }

  async function sessions(caller: Caller): Promise<Session[]> {
    const { accountId, sessionId } = await signedIn(parts, caller)
    const rows = await accounts.sessions(db, accountId, clock.now())
    return rows.map((session) => ({ ...session, current: session.id === sessionId }))
  }

  async function end(caller: Caller, which: { id: string } | 'others'): Promise<number> {
    const { accountId, sessionId } = await signedIn(parts, caller)
    return db.transaction().execute(async (tx) => {
      const ended = await accounts.endSessions(tx, accountId, which === 'others' ? { except: sessionId } : which)
      if (which !== 'others' && ended.length === 0) throw refuse.unknown({ id: which.id })
      for (const id of ended)
        await record(parts, tx, { kind: 'session.ended', actor: accountId, subject: `sessions/${id}` })
      return ended.length
    })
  }

  return {
    signIn,
    secondFactor,
    signOut,
    sessions,
    /** Throws `identity.unknown` where the caller has no such session. */
    endSession: (caller: Caller, id: string): Promise<number> => end(caller, { id }),
    endOtherSessions: (caller: Caller): Promise<number> => end(caller, 'others'),
  }
}
