/** One's own account: about you, where you are signed in, what you changed, and each way to change it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { qrOf } from '#lib/server/qr.ts'
import { callerOf, done, noteOf, setCookies, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'emailSent', 'email', 'password', 'totp', 'totpOff', 'ended'] as const
const ENDED_MAX = 1_000

export const load: PageServerLoad = async (event) => {
  const { url, locals } = event
  const { city, lang, actor } = locals
  if (actor.kind !== 'person') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/account') }))
  const caller = callerOf(event)
  const before = Number(url.searchParams.get('before') ?? NaN)
  const page = await city.identity.entries(caller, Number.isSafeInteger(before) && before >= 0 ? before : undefined)
  return {
    account: await city.identity.account(caller),
    sessions: (await city.identity.sessions(caller)).map((session) => ({
      ...session,
      device: deviceOf(session.userAgent),
    })),
    entries: page.entries.map(({ index, entry }) => ({ index, id: entry.id, kind: entry.kind, at: entry.at })),
    older: page.next,
    charsMin: city.identity.limits.passwordCharsMin,
    done: noteOf(event, NOTES),
    ended: Math.min(Number(url.searchParams.get('ended')) || 0, ENDED_MAX),
  }
}

/** What a browser says of itself, as people call it. The first that fits counts: most claim to be several. */
const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox'], ['Chrome'], ['Safari'], ['curl']] as const
const SYSTEMS = [['Android'], ['iPhone'], ['iPad'], ['Windows'], ['Mac OS X', 'macOS'], ['Linux']] as const
const DEVICE_CHARS_MAX = 80

function deviceOf(userAgent = ''): string {
  const named = [BROWSERS, SYSTEMS].flatMap((list) => {
    const found = list.find(([mark]) => userAgent.includes(mark))
    return found ? [found[1] ?? found[0]] : []
  })
  return named.join(', ') || userAgent.slice(0, DEVICE_CHARS_MAX)
}

const identityOf = (event: RequestEvent) => event.locals.city.identity
const WRONG = 'identity.wrongPassword'

export const actions: Actions = {
  details: async (event) => {
    const asked = { fields: { name: 'identity.field.name', language: 'identity.field.language' } } as const
    const result = await submitted(event, asked, (changes) => identityOf(event).changeAccount(callerOf(event), changes))
    return result ?? done(event, '/account', 'saved')
  },
  email: async (event) => {
    const asked = {
      fields: { email: 'identity.account.emailNew', emailPassword: 'identity.field.currentPassword' },
      blame: { [WRONG]: 'emailPassword' },
    } as const
    const result = await submitted(event, asked, ({ email, emailPassword: password }) =>
      identityOf(event).requestEmail(callerOf(event), { email, password }),
    )
    return result ?? done(event, '/account', 'emailSent')
  },
  password: async (event) => {
    const asked = {
      fields: { passwordCurrent: 'identity.field.currentPassword', passwordNext: 'identity.field.newPassword' },
      blame: { [WRONG]: 'passwordCurrent', 'identity.weakPassword': 'passwordNext' },
    } as const
    const result = await submitted(event, asked, async ({ passwordCurrent: current, passwordNext: next }) => {
      setCookies(event, await identityOf(event).changePassword(callerOf(event), { current, next }))
    })
    return result ?? done(event, '/account', 'password')
  },
  endSession: async (event) => {
    const asked = { fields: { session: 'identity.account.sessions' } } as const
    const result = await submitted(event, asked, async ({ session }) => {
      await identityOf(event).endSession(callerOf(event), session)
    })
    return result ?? done(event, '/account', 'ended', { ended: '1' })
  },
  endOthers: async (event) => {
    const ended = await identityOf(event).endOtherSessions(callerOf(event))
    return done(event, '/account', 'ended', { ended: `${ended}` })
  },
  totpBegin: (event) => {
    const asked = {
      fields: { totpPassword: 'identity.field.currentPassword' },
      blame: { [WRONG]: 'totpPassword' },
    } as const
    return submitted(event, asked, async ({ totpPassword }) => {
      const enrolment = await identityOf(event).enrolTotp(callerOf(event), totpPassword)
      return { enrolment: { ...enrolment, qr: qrOf(enrolment.uri) } }
    })
  },
  totpConfirm: async (event) => {
    const asked = { fields: { totpCode: 'identity.field.code' }, blame: { 'identity.wrongCode': 'totpCode' } } as const
    const result = await submitted(event, asked, async ({ totpCode }) => {
      setCookies(event, await identityOf(event).confirmTotp(callerOf(event), totpCode))
    })
    return result ?? done(event, '/account', 'totp')
  },
  totpDisable: async (event) => {
    const asked = {
      fields: { totpOffPassword: 'identity.field.currentPassword' },
      blame: { [WRONG]: 'totpOffPassword' },
    } as const
    const result = await submitted(event, asked, async ({ totpOffPassword }) => {
      setCookies(event, await identityOf(event).disableTotp(callerOf(event), totpOffPassword))
    })
    return result ?? done(event, '/account', 'totpOff')
  },
  codesRenew: (event) => {
    const asked = {
      fields: { totpOffPassword: 'identity.field.currentPassword' },
      blame: { [WRONG]: 'totpOffPassword' },
    } as const
    return submitted(event, asked, async ({ totpOffPassword }) => ({
      backupCodes: await identityOf(event).renewBackupCodes(callerOf(event), totpOffPassword),
    }))
  },
  delete: async (event) => {
    const asked = {
      fields: { deletePassword: 'identity.field.currentPassword' },
      blame: { [WRONG]: 'deletePassword' },
    } as const
    const result = await submitted(event, asked, async ({ deletePassword }) => {
      setCookies(event, await identityOf(event).deleteAccount(callerOf(event), deletePassword))
    })
    return result ?? done(event, '/sign-in', 'deleted')
  },
}
