/** Moderation: what waits, was reported or appealed, and what was removed so far. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { ruleOf } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['approved', 'removed', 'settled'] as const
type Note = (typeof NOTES)[number]

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'participation.moderate')
  const { city, actor, lang } = event.locals
  const { asking, removed } = await city.participation.proposals.discussing.moderation(actor)
  const say = saying(city, lang)
  const shown = ({ id, text, name, at, acts, asks, proposal, by }: (typeof asking)[number]) => {
    const removal = acts.findLast(({ kind }) => kind === 'removed')
    return {
      ...{ id, text, name, asks, at: say.format.moment(at) },
      ...{ edition: proposal.edition, number: proposal.number!, title: proposal.content.title },
      rules: [...new Set(acts.flatMap(({ kind, rule }) => (kind === 'reported' ? [ruleOf(say, rule)] : [])))],
      removal: removal && { rule: ruleOf(say, removal.rule), reason: removal.reason },
      appeal: acts.findLast(({ kind }) => kind === 'appealed')?.reason,
      // Nobody decides on their own comment, or on an appeal against their own removal.
      isOthers: by === actor.id || (asks === 'appealed' && removal?.by === actor.id),
    }
  }
  return { note: noteOf(event, NOTES), asking: asking.map(shown), removed: removed.map(shown) }
}

async function act(event: RequestEvent, note: Note, work: (form: FormData, id: string) => Promise<void>) {
  enterWith(event, 'participation.moderate')
  const result = await submitted(event, { fields: {} }, async (_, form) => {
    await work(form, textOf(form, 'comment'))
    return { isDone: true as const }
  })
  if ('isDone' in result) redirect(303, href(event.locals.lang, '/workspace/moderation', {}, { done: note }))
  return result
}
const roomOf = ({ locals: { city } }: RequestEvent) => city.participation.proposals.discussing

export const actions: Actions = {
  approve: (event) => act(event, 'approved', (_, id) => roomOf(event).approve(event.locals.actor, id)),
  remove: (event) =>
    act(event, 'removed', (form, id) =>
      roomOf(event).removeComment(event.locals.actor, id, textOf(form, 'rule'), textOf(form, 'reason')),
    ),
  settle: (event) =>
    act(event, 'settled', (form, id) =>
      roomOf(event).settleRemoval(event.locals.actor, id, textOf(form, 'how') === 'restore', textOf(form, 'reason')),
    ),
}
