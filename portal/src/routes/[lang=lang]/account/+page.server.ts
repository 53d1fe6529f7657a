/** One's own account: about you, where you are signed in, what you changed, and each way to change it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { deviceOf } from '#lib/devices.ts'
import { href } from '#lib/paths.ts'
import { qrOf } from '#lib/server/qr.ts'
import { callerOf, done, noteOf, setCookies, submitted, textOf } from '#lib/server/forms.ts'
import type { Caller } from '#identity'
import type { Lang } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = [
  ...(['saved', 'emailSent', 'email', 'password', 'totp', 'totpOff', 'ended'] as const),
  ...(['passkey', 'passkeyRenamed', 'passkeyRemoved', 'connected', 'disconnected', 'outsideFailed'] as const),
] as const
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
    passkeys: await city.identity.passkeys(caller),
    outside: await outsideOf(city, caller, lang, actor.id),
    charsMin: city.identity.limits.passwordCharsMin,
    done: noteOf(event, NOTES),
    ended: Math.min(Number(url.searchParams.get('ended')) || 0, ENDED_MAX),
  }
}

/** The login elsewhere, where this city has one: whether it opens this account, and what it told. */
async function outsideOf({ identity }: App.Locals['city'], caller: Caller, lang: Lang, accountId: string) {
  const { outside } = identity
  if (!outside.offer) return undefined
  const since = await outside.connectedAt(caller)
  return { name: outside.offer.names[lang], since, claims: await identity.claimsOf(accountId) }
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
      fields: { email: 'identity.account.emailNew' },
      blame: { [WRONG]: 'emailPassword' },
    } as const
    const result = await submitted(event, asked, ({ email }, form) =>
      identityOf(event).requestEmail(callerOf(event), { email, password: textOf(form, 'emailPassword') }),
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
      fields: {},
      blame: { [WRONG]: 'totpPassword' },
    } as const
    return submitted(event, asked, async (_, form) => {
      const enrolment = await identityOf(event).enrolTotp(callerOf(event), textOf(form, 'totpPassword'))
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
      fields: {},
      blame: { [WRONG]: 'totpOffPassword' },
    } as const
    const result = await submitted(event, asked, async (_, form) => {
      setCookies(event, await identityOf(event).disableTotp(callerOf(event), textOf(form, 'totpOffPassword')))
    })
    return result ?? done(event, '/account', 'totpOff')
  },
  codesRenew: (event) => {
    const asked = {
      fields: {},
      blame: { [WRONG]: 'totpOffPassword' },
    } as const
    return submitted(event, asked, async (_, form) => ({
      backupCodes: await identityOf(event).renewBackupCodes(callerOf(event), textOf(form, 'totpOffPassword')),
    }))
  },
  renamePasskey: async (event) => {
    const asked = { fields: { id: 'signing.passkeys.title', passkeyName: 'signing.passkeys.nameOf' } } as const
    const result = await submitted(event, asked, ({ id, passkeyName }) =>
      identityOf(event).renamePasskey(callerOf(event), id, passkeyName),
    )
    return result ?? done(event, '/account', 'passkeyRenamed')
  },
  removePasskey: async (event) => {
    const result = await submitted(event, { fields: { id: 'signing.passkeys.title' } }, ({ id }) =>
      identityOf(event).removePasskey(callerOf(event), id),
    )
    return result ?? done(event, '/account', 'passkeyRemoved')
  },
  disconnect: async (event) => {
    const result = await submitted(event, { fields: {} }, () => identityOf(event).outside.disconnect(callerOf(event)))
    return result ?? done(event, '/account', 'disconnected')
  },
  delete: async (event) => {
    const asked = {
      fields: {},
      blame: { [WRONG]: 'deletePassword' },
    } as const
    const result = await submitted(event, asked, async (_, form) => {
      setCookies(event, await identityOf(event).deleteAccount(callerOf(event), textOf(form, 'deletePassword')))
    })
    return result ?? done(event, '/sign-in', 'deleted')
  },
}
