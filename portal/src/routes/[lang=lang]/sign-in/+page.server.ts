/** Signing in: by a passkey, a link by mail, a password, or a login elsewhere; then the code where one is asked for. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, noteOf, ownAddress, setCookies, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['reset', 'email', 'deleted', 'link', 'outsideFirst', 'outsideFailed'] as const
const STEPS = ['totp', 'backup'] as const

export const load: PageServerLoad = (event) => {
  const { url, locals } = event
  const { lang, actor, city } = locals
  const next = ownAddress(url.searchParams.get('next'), lang)
  const done = noteOf(event, NOTES)
  if (actor.kind === 'person') {
    // Whoever wanted to connect a login and came back without is told so where they came from.
    if (done === 'outsideFailed') redirect(303, href(lang, '/account', {}, { done }))
    redirect(303, next ?? href(lang, actor.can('workspace.enter') ? '/workspace' : '/account'))
  }
  const step = STEPS.find((known) => known === url.searchParams.get('step'))
  const outside = city.identity.outside.offer?.names[lang]
  return { next, step, outside, minutes: city.identity.limits.linkMinutes, done }
}

const EMAIL = { email: 'identity.field.email' } as const

export const actions: Actions = {
  /** Without a password, a link is what is meant. */
  password: (event) =>
    submitted(event, { fields: EMAIL }, async ({ email }, form) => {
      const password = form.get('password')
      if (typeof password !== 'string' || password === '') return sendLink(event, email)
      const { state, cookies } = await event.locals.city.identity.signIn(callerOf(event), { email, password })
      setCookies(event, cookies)
      return onward(event, state === 'secondFactor' ? 'totp' : undefined)
    }).then(follow),
  link: (event) => submitted(event, { fields: EMAIL }, ({ email }) => sendLink(event, email)).then(follow),
  code: (event) =>
    submitted(
      event,
      { fields: { code: 'identity.field.code' }, blame: { 'identity.wrongCode': 'code' } },
      async ({ code }) => {
        const kind = event.url.searchParams.get('step') === 'backup' ? 'backup' : 'totp'
        const { cookies } = await event.locals.city.identity.secondFactor(callerOf(event), { code, kind })
        setCookies(event, cookies)
        return onward(event)
      },
    ).then(follow),
}

async function sendLink(event: RequestEvent, email: string): Promise<{ to: string }> {
  const { city, lang } = event.locals
  const next = ownAddress(event.url.searchParams.get('next'), lang)
  await city.identity.requestLink(callerOf(event), { email, language: lang, next })
  return { to: href(lang, '/sign-in', {}, { done: 'link', next }) }
}

/** This page again, which knows where somebody signed in goes from here. */
function onward({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>, step?: string): { to: string } {
  const next = ownAddress(url.searchParams.get('next'), locals.lang)
  return { to: href(locals.lang, '/sign-in', {}, { step, next }) }
}

function follow<T extends object>(result: T | { to: string }): T {
  if ('to' in result) redirect(303, (result as { to: string }).to)
  return result as T
}
