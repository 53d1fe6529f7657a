/** Signing in: address and password, then the code where one is asked for. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { callerOf, noteOf, ownAddress, setCookies, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['reset', 'email', 'deleted'] as const
const STEPS = ['totp', 'backup'] as const

export const load: PageServerLoad = (event) => {
  const { url, locals } = event
  const { lang, actor } = locals
  const next = ownAddress(url.searchParams.get('next'), lang)
  if (actor.kind === 'person') {
    redirect(303, next ?? href(lang, actor.can('workspace.enter') ? '/workspace' : '/account'))
  }
  const step = STEPS.find((known) => known === url.searchParams.get('step'))
  return { next, step, done: noteOf(event, NOTES) }
}

export const actions: Actions = {
  password: (event) =>
    submitted(
      event,
      { fields: { email: 'identity.field.email', password: 'identity.field.password' } },
      async (values) => {
        const { state, cookies } = await event.locals.city.identity.signIn(callerOf(event), values)
        setCookies(event, cookies)
        return onward(event, state === 'secondFactor' ? 'totp' : undefined)
      },
    ).then(follow),
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

type Event = Parameters<PageServerLoad>[0]

/** This page again, which knows where somebody signed in goes from here. */
function onward({ url, locals }: Pick<Event, 'url' | 'locals'>, step?: string): { to: string } {
  const next = ownAddress(url.searchParams.get('next'), locals.lang)
  return { to: href(locals.lang, '/sign-in', {}, { step, next }) }
}

function follow<T extends object>(result: T | { to: string }): T {
  if ('to' in result) redirect(303, (result as { to: string }).to)
  return result as T
}
