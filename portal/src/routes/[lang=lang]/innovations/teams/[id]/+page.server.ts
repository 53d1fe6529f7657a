/** One team: what it does, and the way in and out of it. */
import { redirect } from '@sveltejs/kit'
import { textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { demandSignedIn, orMissing } from '#lib/server/proposals.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import { JOIN_FORM, TEAM_FORM, teamCard, teamIn, teamTyped } from '#lib/server/views/teams.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { team, isMember, as, mayChange } = await orMissing(event, city.innovations.teams.one(event.params.id, actor))
  const say = saying(city, lang)
  return {
    ...{ team: await teamCard(say, team), isMember, as, mayChange, isSignedIn: actor.kind === 'person' },
    ...{ typed: teamTyped(team), expected: team.version, languages: registerChoices(say).languages },
  }
}

async function does(event: RequestEvent, asked: typeof JOIN_FORM | typeof TEAM_FORM, work: (form: FormData) => Promise<void>) {
  demandSignedIn(event)
  const result = await doing(event, asked, work)
  if (!('done' in result)) return result
  redirect(303, event.url.pathname)
} // prettier-ignore

export const actions: Actions = {
  join: (event) => does(event, JOIN_FORM, (form) => event.locals.city.innovations.teams.join(event.locals.actor, event.params.id, textOf(form, 'as').trim() || undefined)), // prettier-ignore
  leave: (event) => does(event, JOIN_FORM, () => event.locals.city.innovations.teams.leave(event.locals.actor, event.params.id)), // prettier-ignore
  change: (event) =>
    does(event, TEAM_FORM, async (form) => {
      const { city, actor } = event.locals
      const { id } = event.params
      const { of } = (await city.innovations.teams.one(id)).team
      await city.innovations.teams.revise(actor, id, teamIn(form, of), textOf(form, 'grounds'), Number(textOf(form, 'expected'))) // prettier-ignore
    }),
}
