/** What one follows, what one was told, and how one wants to hear of it. */
import { redirect } from '@sveltejs/kit'
import { deviceOf } from '#lib/devices.ts'
import { href } from '#lib/paths.ts'
import { done, noteOf, submitted } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'unfollowed'] as const

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  if (actor.kind !== 'person') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/account/notices') }))
  const { notices } = city.identity
  const told = await notices.told(actor)
  const titles = new Map(told.flatMap(({ subject, title, path }) => (subject ? [[subject, { title, path }]] : [])))
  return {
    mail: await notices.setting(actor),
    follows: (await notices.following(actor)).map(({ subject, since }) => {
      const last = titles.get(subject)
      return { subject, since, last: last && { title: last.title[lang], path: last.path } }
    }),
    told: told.map(({ id, title, body, path, at }) => ({ id, title: title[lang], body: body[lang], path, at })),
    pushKey: notices.push.key,
    devices: (await notices.push.devices(actor)).map((one) => ({ ...one, name: deviceOf(one.name) })),
    done: noteOf(event, NOTES),
  }
}

export const actions: Actions = {
  mail: async (event) => {
    const { identity } = event.locals.city
    const result = await submitted(event, { fields: { mail: 'notices.how' } }, ({ mail }) =>
      identity.notices.choose(event.locals.actor, mail),
    )
    return result ?? done(event, '/account/notices', 'saved')
  },
  stop: async (event) => {
    const { identity } = event.locals.city
    const result = await submitted(event, { fields: { subject: 'notices.what' } }, ({ subject }) =>
      identity.notices.unfollow(event.locals.actor, subject),
    )
    return result ?? done(event, '/account/notices', 'unfollowed')
  },
  device: async (event) => {
    const { identity } = event.locals.city
    const result = await submitted(event, { fields: { id: 'notices.push.browser' } }, ({ id }) =>
      identity.notices.push.remove(event.locals.actor, id),
    )
    return result ?? done(event, '/account/notices', 'saved')
  },
}
