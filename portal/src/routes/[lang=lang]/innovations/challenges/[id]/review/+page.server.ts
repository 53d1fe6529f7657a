/** A reviewer's own page: each application with its criteria, apart from what others say. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { challengeSaid as said, SCORE_MAX } from '#innovations'
import { sentence } from '#words'
import { href } from '#lib/paths.ts'
import { isRefusal, noteOf, numberOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { demandSignedIn, orMissing } from '#lib/server/proposals.ts'
import { challengeCard } from '#lib/server/views/challenges.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  demandSignedIn(event)
  const { city, lang, actor } = event.locals
  const { id } = event.params
  const found = await orMissing(event, city.innovations.challenges.toReview(actor, id)).catch((problem: unknown) => {
    if (isRefusal(problem)) error(problem.status, sentence(lang, problem.code, problem.details))
    throw problem
  })
  const say = saying(city, lang)
  return {
    ...{ id, card: challengeCard(say, found.challenge), most: SCORE_MAX, note: noteOf(event, ['scored', 'declared']) },
    rival: found.rival,
    criteria: found.challenge.call?.criteria.map(({ id, names }) => ({ id, name: said(names, lang).text })) ?? [],
    applications: found.applications.map(({ id: applicationId, team, summary, plan, isOwn, files, review }) => ({
      ...{ id: applicationId, team, summary, plan, isOwn, conflict: review?.conflict ?? '', words: review?.words ?? '' }, // prettier-ignore
      scores: review?.scores ?? undefined,
      files: files.map((file) => ({ id: file.id, name: file.name, src: `/api/v1/challenges/${id}/files/${file.id}` })),
    })),
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: 'scored' | 'declared'): never {
  redirect(303, href(lang, '/innovations/challenges/[id]/review', { id: params.id! }, { done: note }))
}

export const actions: Actions = {
  score: async (event) => {
    demandSignedIn(event)
    const { city, actor } = event.locals
    const result = await doing(
      event,
      { fields: { words: 'challenges.review.words' }, blame: { 'challenges.scoresMissing': 'words' } },
      (form) => {
        // prettier-ignore
        const typed = [...form.keys()].filter((name) => name.startsWith('score-')).map((name) => [name.slice('score-'.length), numberOf(textOf(form, name))] as const) // prettier-ignore
        const scores = Object.fromEntries(
          typed.filter(
            (one): one is readonly [string, number] => one[1] !== undefined && one[1] >= 0 && one[1] <= SCORE_MAX,
          ),
        )
        return city.innovations.challenges.score(actor, event.params.id, textOf(form, 'application'), { scores, words: textOf(form, 'words') }) // prettier-ignore
      },
    )
    if (!('done' in result)) return result
    again(event, 'scored')
  },
  declare: async (event) => {
    demandSignedIn(event)
    const { city, actor } = event.locals
    const result = await doing(event, { fields: { reason: 'challenges.review.reason' } }, (form) => city.innovations.challenges.declare(actor, event.params.id, textOf(form, 'application'), textOf(form, 'reason'))) // prettier-ignore
    if (!('done' in result)) return result
    again(event, 'declared')
  },
}
