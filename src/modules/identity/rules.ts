/** Who may do what, which passwords are good enough, how long to wait after failures. Pure: no clock, no database. */
import { refusals } from '#platform/errors'
import { ADULT_YEARS, ORGANISATION_KINDS, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PERMISSIONS, ROLES } from './types.ts'
import type { Consent, Organisation, Permission, Role } from './types.ts'

export const refuse = refusals('identity', {
  wrongCredentials: 401,
  wrongCode: 401,
  signInAgain: 401,
  badKey: 401,
  badPasskey: 401,
  outsideFailed: 401,
  unknownPasskey: 401,
  wrongPassword: 403,
  signInFresh: 403,
  childCannot: 403,
  wrongConsentCode: 404,
  roleBeyond: 403,
  scopeBeyond: 403,
  unknown: 404,
  outsideOff: 404,
  alreadyEnrolled: 409,
  notEnrolled: 409,
  lastAdministrator: 409,
  otherAccount: 409,
  accountExists: 409,
  alreadyMember: 409,
  tooManyFollows: 409,
  tooManyPushDevices: 409,
  outsideTaken: 409,
  tooManyPasskeys: 409,
  passkeyExists: 409,
  tooManyConsents: 409,
  ownConsent: 409,
  noPassword: 409,
  circle: 409,
  linkExpired: 410,
  weakPassword: 422,
  expiryOutside: 422,
  notAChild: 422,
  nameMissing: 422,
  tooManyAttempts: 429,
})

const EVERYTHING: readonly Permission[] = PERMISSIONS

/** What each role may do where it holds. Nothing else is allowed to anybody. */
export const GRANTED: Record<Role, readonly Permission[]> = {
  resident: [],
  editor: [
    'workspace.enter',
    'catalog.describe',
    'catalog.deliver',
    'infrastructure.read',
    'indicators.import',
    'participation.answer',
    'network.answer',
    'strategy.projects',
    'innovations.organise',
  ],
  analyst: [
    'workspace.enter',
    'catalog.describe',
    'catalog.deliver',
    'infrastructure.read',
    'indicators.import',
    'indicators.define',
    'indicators.verify',
    'indicators.publish',
    'analysis.decide',
    'reports.make',
    'participation.answer',
    'network.answer',
    'strategy.projects',
    'innovations.organise',
    'innovations.verify',
    'strategy.edit',
  ],
  /** Who goes out and mends. */
  crew: ['workspace.enter', 'infrastructure.read', 'infrastructure.operate'],
  /** Who serves people at a service point. */
  clerk: ['workspace.enter', 'participation.register'],
  steward: [
    'workspace.enter',
    'catalog.describe',
    'catalog.deliver',
    'catalog.publish',
    'catalog.withdraw',
    'catalog.inspect',
    'infrastructure.read',
    'infrastructure.write',
    'infrastructure.operate',
    'infrastructure.admin',
    'indicators.import',
    'indicators.define',
    'indicators.verify',
    'indicators.publish',
    'indicators.fetch',
    'analysis.decide',
    'reports.make',
    'reports.publish',
    'participation.organise',
    'participation.answer',
    'network.answer',
    'participation.moderate',
    'strategy.projects',
    'innovations.organise',
    'innovations.verify',
    'strategy.edit',
    'strategy.publish',
    'network.organise',
    'places.load',
    'governance.assets',
    'governance.decide',
    'identity.invite',
    'audit.read',
  ],
  dpo: ['workspace.enter', 'governance.decidePersonal', 'catalog.inspect', 'audit.read'],
  administrator: EVERYTHING,
}

/** What is about no organisation: holding it anywhere is enough. */
const ANYWHERE: readonly string[] = ['workspace.enter'] satisfies Permission[]

/** The roles that whoever may invite, but not manage, can hand on. */
const INVITABLE: readonly Role[] = ['resident', 'editor', 'analyst']

/** Something allowed at an organisation; `wholeCity` where that is the city's own, whose roles hold everywhere. */
export type Reach<What> = { what: What; organisationId: string; wholeCity: boolean }

/** Is `permission` among what is granted there? Without an organisation, the whole city is meant. */
export function allows(granted: readonly Reach<Permission>[], permission: string, organisationId?: string): boolean {
  return granted.some(
    ({ what, ...at }) =>
      what === permission && (at.wholeCity || at.organisationId === organisationId || ANYWHERE.includes(permission)),
  )
}

/** May this be done, at that organisation or, where none is named, in the whole city? */
export type Can = (permission: string, organisationId?: string) => boolean

export function canByRoles(roles: readonly Reach<Role>[]): Can {
  const granted = roles.flatMap((reach) => GRANTED[reach.what].map((what) => ({ ...reach, what })))
  return (permission, organisationId) => allows(granted, permission, organisationId)
}

export const canByScopes =
  (scopes: readonly Reach<Permission>[]): Can =>
  (permission, organisationId) =>
    allows(scopes, permission, organisationId)

/** The roles that whoever can this may hand on there. */
export function grantable({ can }: { can: Can }, organisationId: string): Role[] {
  if (can('identity.manage', organisationId)) return [...ROLES]
  return can('identity.invite', organisationId) ? [...INVITABLE] : []
}

/** Throws `identity.roleBeyond` where that role is not theirs to hand on. */
export function demandGrantable(actor: { can: Can }, role: Role, organisationId: string): void {
  if (!grantable(actor, organisationId).includes(role)) throw refuse.roleBeyond({ role })
}

/** Throws `identity.weakPassword` with what is wrong: `short`, `long` or `email`. */
export function demandGoodPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email)
  if (problem) {
    throw refuse.weakPassword({ problem, charsMin: PASSWORD_CHARS_MIN, charsMax: PASSWORD_CHARS_MAX })
  }
}

export function passwordProblem(password: string, email: string): 'short' | 'long' | 'email' | undefined {
  if ([...password].length < PASSWORD_CHARS_MIN) return 'short'
  if (password.length > PASSWORD_CHARS_MAX) return 'long'
  const plain = password.toLowerCase()
  const address = email.toLowerCase()
  // The address with a digit or two around it is as easy to guess as the address.
  const rest = plain.replace(address, '').replace(address.split('@')[0]!, '')
  return plain.includes(address) || (rest.length < PASSWORD_CHARS_MIN / 2 && rest !== plain) ? 'email' : undefined
}

/** Attempts that were made and not yet redeemed by a success. */
export type Attempts = { count: number; at: Date }

/** So many attempts are free; each further one waits, twice as long as the last, up to a quarter of an hour. */
export const FREE_ATTEMPTS = { account: 10, address: 50, reset: 3, link: 5 } as const
const FIRST_WAIT_S = 15
export const WAIT_MAX_S = 15 * 60
const FORGOTTEN_MS = 24 * 3_600_000

export function waitBefore_s(made: Attempts | undefined, free: number, now: Date): number {
  if (!made || made.count < free) return 0
  const wait_s = Math.min(FIRST_WAIT_S * 2 ** (made.count - free), WAIT_MAX_S)
  return Math.max(0, Math.ceil(wait_s - (now.getTime() - made.at.getTime()) / 1000))
}

/** How long to wait, for programs and for people. */
export const pause = (seconds: number) => ({ seconds, minutes: Math.ceil(seconds / 60) })

export function countAttempt(made: Attempts | undefined, now: Date): Attempts {
  const forgotten = !made || now.getTime() - made.at.getTime() > FORGOTTEN_MS
  return { count: forgotten ? 1 : made.count + 1, at: now }
}

/** An organisation cannot stand under itself or under one of its own. Throws `identity.circle`. */
export function demandNoCircle(id: string, parentId: string, below: ReadonlySet<string>): void {
  if (id === parentId || below.has(parentId)) throw refuse.circle({ id, parentId })
}

/** The whole city first, then kind by kind. */
export function inOrder(organisations: readonly Organisation[]): Organisation[] {
  const rank = ({ kind }: Organisation) => ORGANISATION_KINDS.indexOf(kind)
  return organisations.toSorted((a, b) => rank(a) - rank(b))
}

/** `2001:db8::1` and its neighbours in the same /64 are one visitor; so is an IPv4 address, however it is written. */
export function addressKey(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const zeros = plain.includes('::')
    ? Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
    : []
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/** Consent is needed no longer than the year in which the child comes of age lasts: of the birth only the year is known. */
export const consentUntil = (birthYear: number): Date => new Date(Date.UTC(birthYear + ADULT_YEARS + 1, 0, 1))

/** Does a child act under this consent now? */
export const consentHolds = ({ linkedAt, withdrawnAt, until }: Consent, now: Date): boolean =>
  linkedAt !== undefined && withdrawnAt === undefined && now < until

/** How long after signing in one may do, without the password that the account does not have, what else asks for it. */
const FRESH_MS = 15 * 60_000

/** Throws `identity.signInFresh` where the sign-in is not of just now. */
export function demandFresh(since: Date, now: Date): void {
  if (now.getTime() - since.getTime() > FRESH_MS) throw refuse.signInFresh({ minutes: FRESH_MS / 60_000 })
}
