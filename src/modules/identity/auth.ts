/**
 * better-auth, set up for the house: it checks passwords and codes, signs cookies, keeps sessions and one-time links, in
 * our tables and inside our transactions. Its HTTP handler and its sign-up are not mounted: every call goes through the
 * service, which also lets in those who come by a link, a passkey or a login elsewhere.
 */
import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { parseSetCookieHeader, setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins'
import { z } from 'zod'
import type { Ids } from '#platform/ids'
import type { Lang } from '#words'
import { LANGS } from '#words'
import { pause, refuse, WAIT_MAX_S } from './rules.ts'
import type { Writes } from './store/writes.ts'
import { languageOf, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, SESSION_DAYS } from './types.ts'
import type { Caller, Cookie } from './types.ts'

export const RESET_MINUTES = 60
const SECOND_FACTOR_MINUTES = 10
/** The one header better-auth may read an address from: we write it, from what the server vouches for. */
const ADDRESS_HEADER = 'x-unia-address'

type Addressee = { id: string; email: string; language: Lang }
type Needs = {
  writes: Writes
  ids: Ids
  secret: string
  baseUrl: string
  sendReset(to: Addressee, token: string): Promise<void>
  sendEmailConfirmation(to: Addressee, token: string): Promise<void>
  onError(message: string): void
}

export function createAuth({ writes, ids, secret, baseUrl, sendReset, sendEmailConfirmation, onError }: Needs) {
  const addressee = (user: { id: string; email: string }) => ({
    id: user.id,
    email: user.email,
    language: languageOf((user as { language?: unknown }).language),
  })
  return betterAuth({
    appName: 'Unia',
    baseURL: baseUrl,
    secret,
    database: { db: writes.kysely, type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => onError(message) },
    advanced: {
      cookiePrefix: 'unia',
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => ids.uuid(), validateSchema: false },
    },
    user: {
      modelName: 'identity_accounts',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: { language: { type: 'string', required: true, defaultValue: LANGS[0], input: false } },
      changeEmail: { enabled: true },
    },
    account: { modelName: 'identity_credentials', fields: CREDENTIAL_COLUMNS },
    session: {
      modelName: 'identity_sessions',
      fields: SESSION_COLUMNS,
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
    },
    verification: { modelName: 'identity_verifications', fields: VERIFICATION_COLUMNS, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARS_MIN,
      maxPasswordLength: PASSWORD_CHARS_MAX,
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendReset(addressee(user), token),
    },
    emailVerification: {
      expiresIn: RESET_MINUTES * 60,
      sendVerificationEmail: ({ user, token }) => sendEmailConfirmation(addressee(user), token),
    },
    plugins: [
      twoFactor({
        twoFactorCookieMaxAge: SECOND_FACTOR_MINUTES * 60,
        // Where there is no password, the service asks for a sign-in of just now.
        allowPasswordless: true,
        schema: TWO_FACTOR_SCHEMA,
      }),
      sessionsOfTheHouse,
    ],
  })
}
export type Auth = ReturnType<typeof createAuth>

const options = { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } } as const

/** Begins a session for somebody whom the service has let in. */
const begins = (path: string) =>
  createAuthEndpoint(path, options, async (context) => {
    const { internalAdapter } = context.context
    const user = await internalAdapter.findUserById(context.body.userId)
    if (!user) throw refuse.linkExpired()
    const session = await internalAdapter.createSession(user.id)
    await setSessionCookie(context, { session, user })
    return context.json({ user: { id: user.id } })
  })

/** The two-factor plugin asks for a code after what has one of its known paths; the other path is for what is both factors. */
const sessionsOfTheHouse = {
  id: 'unia',
  endpoints: { startSession: begins('/sign-in/username'), startWholeSession: begins('/unia/session') },
} satisfies BetterAuthPlugin

const CREDENTIAL_COLUMNS = {
  userId: 'user_id',
  providerId: 'provider_id',
  accountId: 'account_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}
const SESSION_COLUMNS = {
  userId: 'user_id',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  expiresAt: 'expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
}
const VERIFICATION_COLUMNS = { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }
const TWO_FACTOR_SCHEMA = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'identity_two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
}

/** The caller as better-auth reads it; `only` leaves out all cookies but those whose name holds it. */
export function headersOf({ cookie, address, userAgent }: Caller, only = ''): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: address })
  const cookies = (cookie ?? '').split(/; */).filter((pair) => pair.split('=')[0]!.includes(only))
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
  if (userAgent) headers.set('user-agent', userAgent.slice(0, 500))
  return headers
}

/** The cookies that an answer of better-auth sets. */
export function cookiesOf(headers: Headers): Cookie[] {
  return headers.getSetCookie().flatMap((line) =>
    [...parseSetCookieHeader(line)].map(([name, cookie]) => ({
      name,
      value: cookie.value,
      path: cookie.path ?? '/',
      maxAge_s: cookie['max-age'],
      httpOnly: cookie.httponly === true,
      secure: cookie.secure === true,
      sameSite: cookie.samesite ?? 'lax',
    })),
  )
}

const TRANSLATED: Record<string, () => Error> = {
  INVALID_EMAIL_OR_PASSWORD: refuse.wrongCredentials,
  INVALID_EMAIL: refuse.wrongCredentials,
  INVALID_PASSWORD: refuse.wrongPassword,
  PASSWORD_TOO_LONG: refuse.wrongPassword,
  INVALID_CODE: refuse.wrongCode,
  INVALID_BACKUP_CODE: refuse.wrongCode,
  INVALID_TWO_FACTOR_COOKIE: refuse.signInAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: refuse.signInAgain,
  ACCOUNT_TEMPORARILY_LOCKED: () => refuse.tooManyAttempts(pause(WAIT_MAX_S)),
  UNAUTHORIZED: refuse.signInAgain,
  CREDENTIAL_ACCOUNT_NOT_FOUND: refuse.noPassword,
  TOTP_ALREADY_ENABLED: refuse.alreadyEnrolled,
  TOTP_NOT_ENABLED: refuse.notEnrolled,
  TWO_FACTOR_NOT_ENABLED: refuse.notEnrolled,
  BACKUP_CODES_NOT_ENABLED: refuse.notEnrolled,
  INVALID_TOKEN: refuse.linkExpired,
  TOKEN_EXPIRED: refuse.linkExpired,
  USER_NOT_FOUND: refuse.linkExpired,
}

/** What better-auth refused, as the house says it; anything else as it came. */
export function translated(error: unknown): unknown {
  const code = (error as { body?: { code?: string } } | undefined)?.body?.code
  return (code && TRANSLATED[code]?.()) || error
}
