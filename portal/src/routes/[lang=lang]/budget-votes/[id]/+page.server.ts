/** A vote of the past, counted by every rule; who organises makes it public or forgets it. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, submitted } from '#lib/server/forms.ts'
import { money, saying } from '#lib/server/views/budgets.ts'
import { comparedOf, waysIn } from '#lib/server/views/results.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const vote = await city.participation.counting.archives.read(actor, event.params.id)
  const { id, title, currency, projects, comparisons, isPublic, isCompared, problems } = vote
  const say = saying(city, lang)
  const areaName = (area: string) => area
  return {
    note: noteOf(event, ['brought', 'published']),
    ...{ id, title, isPublic, isCompared, mayManage: actor.can('participation.organise') && !isPublic },
    line: say.t('results.votes.line', { voters: vote.voters, budget: money(say, vote.budget_minor, currency) }),
    odd: problems > 0 ? say.t('results.votes.odd', { count: problems }) : '',
    compared: comparisons.length > 0 ? comparedOf(say, comparisons, waysIn(event.url, comparisons), { currency, projects, areaName }) : undefined, // prettier-ignore
  }
}

export const actions: Actions = {
  publish: async (event) => {
    const { city, actor, lang } = event.locals
    const { id } = event.params
    const done = await submitted(event, { fields: {} }, () => city.participation.counting.archives.publish(actor, id))
    if (!('id' in done)) return done
    redirect(303, href(lang, '/budget-votes/[id]', { id }, { done: 'published' }))
  },
  discard: async (event) => {
    const { city, actor, lang } = event.locals
    const forget = async () => {
      await city.participation.counting.archives.discard(actor, event.params.id)
      return { gone: true as const }
    }
    const done = await submitted(event, { fields: {} }, forget)
    if (!('gone' in done)) return done
    redirect(303, href(lang, '/budget-votes', {}, { done: 'discarded' }))
  },
}
