/** One challenge: the problem, the call, what was asked and answered, who was chosen and why, all that happened. */
import { redirect } from '@sveltejs/kit'
import { challengeSaid as said } from '#innovations'
import { href } from '#lib/paths.ts'
import { follow, followOf } from '#lib/server/following.ts'
import { noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { demandSignedIn, orMissing } from '#lib/server/proposals.ts'
import { callOf, challengeCard, gapOf, grantsOf, indicatorNames, logOf, questionsOf, scoresOf, versionsOf } from '#lib/server/views/challenges.ts' // prettier-ignore
import { saying } from '#lib/server/views/projects.ts'
import { threadOfChallenge } from '#lib/server/views/thread.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const { challenges } = city.innovations
  const found = await orMissing(event, challenges.one(event.params.id, actor))
  const { challenge, open, log, standings, applications, count } = found
  const { problem, call, outcome, state } = challenge
  const say = saying(city, lang)
  const [mine, organisations, { reviews }] = await Promise.all([challenges.ownApplication(actor, challenge.id), city.identity.organisations(), challenges.mine(actor)]) // prettier-ignore
  const lesson = log.findLast(({ kind }) => kind === 'noSolution' || kind === 'cancelled')?.content.lesson
  return {
    ...{ id: challenge.id, card: challengeCard(say, challenge, open, found.today), life: found.life, open },
    ...{ isDraft: state === 'draft', isCancelled: state === 'cancelled', note: noteOf(event, ['asked', 'applied', 'withdrawn', 'scored']) }, // prettier-ignore
    thread: await threadOfChallenge(say, challenge),
    ...{ problem: said(problem.problem, lang), versions: versionsOf(say, found.versions) },
    ...{ origin: say.t(`challenges.origin.${problem.origin}`), residents: problem.residents ?? '' },
    gap: problem.gap && (await gapOf(say, problem.gap)),
    indicators: await indicatorNames(say, problem.indicators),
    owner: organisations.find(({ id }) => id === challenge.organisationId)?.names[lang] ?? '',
    call: call && callOf(say, call),
    count: state === 'call' ? say.t('challenges.call.count', { count }) : '',
    applications,
    scores: call && standings.length > 0 ? scoresOf(say, call, standings, outcome?.chosen ?? []) : undefined,
    ...{ outcome, lesson: typeof lesson === 'string' ? lesson : '' },
    ...{ questions: questionsOf(say, found.questions), grants: grantsOf(say, found.grants), log: logOf(say, log) },
    mayAsk: actor.kind === 'person' && (state === 'problem' || state === 'call'),
    canAsk: state === 'problem' || state === 'call',
    ...{ mine: mine !== undefined, isReviewer: reviews.some(({ id }) => id === challenge.id) },
    following: await followOf(event, `challenge:${challenge.id}`),
    mayRun: actor.can('innovations.organise', challenge.organisationId),
  }
}

export const actions: Actions = {
  follow: (event) => follow(event, `challenge:${event.params.id}`),
  ask: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { id } = event.params
    const result = await doing(event, { fields: { question: 'challenges.questions.text' } }, (form) => city.innovations.challenges.ask(actor, id, textOf(form, 'question'))) // prettier-ignore
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/challenges/[id]', { id }, { done: 'asked' }))
  },
}
