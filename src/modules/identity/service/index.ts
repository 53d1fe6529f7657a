/** The service: every verb on people, organisations and keys, and the one question each request begins with. */
import { visitor, type Actor } from '#platform/actor'
import { createAuth, RESET_MINUTES } from '../auth.ts'
import { emailLetter, LINK_MINUTES, linkTo, resetLetter } from '../letters.ts'
import { canByRoles, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import { rolesReached } from '../store/organisations.ts'
import { sweep } from '../store/attempts.ts'
import { createWrites } from '../store/writes.ts'
import { INVITATION_DAYS, KEY_DAYS_MAX, OrganisationDraft, PASSWORD_CHARS_MIN } from '../types.ts'
import { createAccount } from './account.ts'
import { createData } from './data.ts'
import { createFamily } from './family.ts'
import { createGuard } from './guard.ts'
import { createInvitations } from './invitations.ts'
import { createKeyring, createKeys } from './keys.ts'
import { createLinks } from './links.ts'
import { createMemberships } from './memberships.ts'
import { createOrganisations } from './organisations.ts'
import { createOwn } from './own.ts'
import { createNotices } from './notices.ts'
import { createOperations } from './operations.ts'
import type { Needs, Parts } from './parts.ts'
import { createOutside } from './outside.ts'
import { createPasskeys } from './passkeys.ts'
import { createPasswords } from './passwords.ts'
import { actorOf, createSessions, currentSession, type Current } from './sessions.ts'
import { createTotp } from './totp.ts'

export type { Needs } from './parts.ts'
export type { Current } from './sessions.ts'
export type { ConsentOf } from './family.ts'
export type { Entry } from './links.ts'
export type { Offer } from './invitations.ts'
export { DIGEST } from './notices.ts'
export { keptVapid } from './push.ts'

/** A request's headers, as `Headers` or as Node gives them. */
export type RequestHeaders = Headers | Record<string, string | string[] | undefined>

/** What forms tell before they are sent. */
const LIMITS = {
  passwordCharsMin: PASSWORD_CHARS_MIN,
  resetMinutes: RESET_MINUTES,
  linkMinutes: LINK_MINUTES,
  invitationDays: INVITATION_DAYS,
  keyDaysMax: KEY_DAYS_MAX,
  organisationKinds: OrganisationDraft.shape.kind.options,
} as const

const SWEEP_JOB = 'identity.sweep'

export function createIdentity(needs: Needs) {
  const { db, clock, ids, config, mail, jobs, onError = () => {} } = needs
  const writes = createWrites(db)
  const auth = createAuth({
    writes,
    ids,
    ...config,
    sendReset: async ({ email, language }, token) => {
      const link = linkTo(config.baseUrl, language, 'reset', token)
      await mail.send(await writes.current(), resetLetter(email, language, link))
    },
    sendEmailConfirmation: async ({ email, language }, token) => {
      const link = linkTo(config.baseUrl, language, 'email', token)
      await mail.send(await writes.current(), emailLetter(email, language, link))
    },
    onError,
  })
  const parts: Parts = { ...needs, auth, writes }
  const guard = createGuard(parts)
  const own = createOwn(parts, guard)
  const keys = createKeyring(parts)
  const sessions = createSessions(parts, guard)
  const notices = createNotices(parts)
  jobs.define(SWEEP_JOB, () => sweep(db, clock.now()))

  return {
    ...sessions,
    ...createAccount(parts, own),
    ...createPasswords(parts, guard, own),
    ...createPasskeys(parts, own),
    ...createOutside(parts, own),
    ...createTotp(parts, own),
    ...createOrganisations(parts),
    ...createMemberships(parts),
    ...createInvitations(parts, sessions.signIn),
    ...createKeys(parts),
    ...createData(parts),
    ...createOperations(parts),
    ...createLinks(parts, guard),
    ...createFamily(parts, guard, notices),
    notices,
    limits: LIMITS,

    /** Who has an account under that address; undefined where nobody has. */
    personByEmail: async (email: string): Promise<Pick<accounts.Person, 'id' | 'name' | 'email'> | undefined> =>
      accounts.findByEmail(db, email.trim().toLowerCase()),

    /** Who that is and what they may now, for what goes on in their name while they are away; undefined for a key that is gone. */
    async actorNow(actorId: string): Promise<Actor | undefined> {
      if (actorId.startsWith('key:')) return keys.named(actorId)
      const can = canByRoles(await rolesReached(db, actorId))
      return { id: actorId, kind: 'person', can }
    },

    /**
     * Who asks: the system whose key is shown, the person whose session the cookie names, or a visitor. A key that is not
     * good is refused with `identity.badKey` (401): a system must not go on as a visitor without noticing.
     */
    async authenticate(headers: RequestHeaders): Promise<{ actor: Actor; session?: Current }> {
      const authorization = headerOf(headers, 'authorization')
      if (authorization !== undefined) return { actor: await keys.open(keyIn(authorization)) }
      const cookie = headerOf(headers, 'cookie')
      const session = cookie ? await currentSession(parts, new Headers({ cookie })) : undefined
      return session ? { actor: await actorOf(parts, session), session } : { actor: visitor }
    },
  }
}
export type Identity = ReturnType<typeof createIdentity>

/** The daily clearing away, for whoever keeps the schedule. */
export const SWEEP = { job: SWEEP_JOB, cron: '17 3 * * *' } as const

function keyIn(authorization: string): string {
  // Clients of CKAN show the key alone.
  const [, key] = /^(?:Bearer +)?(unia_\S+) *$/i.exec(authorization) ?? []
  if (!key) throw refuse.badKey()
  return key
}

function headerOf(headers: RequestHeaders, name: string): string | undefined {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  return (Array.isArray(value) ? value.join('; ') : value) ?? undefined
}
