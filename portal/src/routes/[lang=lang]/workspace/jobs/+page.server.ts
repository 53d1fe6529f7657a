/** Background work that failed for good. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { done, noteOf } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, actor, lang } = event.locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/workspace/jobs') }))
  return {
    jobs: await city.identity.deadJobs(actor),
    done: noteOf(event, ['retried']),
    count: Math.min(Number(event.url.searchParams.get('count')) || 0, 1_000_000),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const count = await event.locals.city.identity.reviveJobs(event.locals.actor)
    return done(event, '/workspace/jobs', 'retried', { count: `${count}` })
  },
}
