/** A challenge as those who run it see it: the next step first. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { APPLICANTS, CHALLENGE_AMENDED_DAYS_LEFT } from '#innovations'
import { Refusal } from '#platform/errors'
import { LANGS } from '#words'
import { href } from '#lib/paths.ts'
import { brought, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { challengeCard, grantsOf, languages, questionsOf, scoresOf } from '#lib/server/views/challenges.ts'
import { linesIn, textsIn, typedTexts } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['drafted', 'published', 'amended', 'dataEnded', 'called', 'extended', 'appointed', 'answered', 'selected', 'ended', 'granted'] as const // prettier-ignore
type Note = (typeof NOTES)[number]

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'innovations.organise')
  const { city, lang, actor } = event.locals
  const { id } = event.params
  const found = await orMissing(event, city.innovations.challenges.inside(actor, id))
  const { challenge, applications, reviews, reviewers } = found
  const say = saying(city, lang)
  return {
    ...{ id, state: challenge.state, card: challengeCard(say, challenge), note: noteOf(event, NOTES), languages: languages() }, // prettier-ignore
    amending: {
      ...{ version: found.version, daysLeft: CHALLENGE_AMENDED_DAYS_LEFT },
      typed: { ...typedTexts('title', challenge.problem.titles), ...typedTexts('problem', challenge.problem.problem), indicators: challenge.problem.indicators.join('\n') } as Record<string, string>, // prettier-ignore
    },
    ...{ problem: challenge.problem, to: challenge.call?.to ?? '', reviewedBy: challenge.call?.reviewedBy ?? '' },
    who: APPLICANTS.map((value) => ({ value, label: say.t(`challenges.who.${value}`) })),
    count: say.t('challenges.call.count', { count: found.count }),
    questions: questionsOf(say, found.questions),
    reviewers: reviewers.map(({ account, name }) => ({ id: account, name, done: reviews.filter((one) => one.account === account).length })), // prettier-ignore
    applications: applications.map((one) => ({
      ...{ id: one.id, team: one.team, summary: one.summary, plan: one.plan, members: one.members.map(({ name }) => name) }, // prettier-ignore
      kind: say.t(`challenges.who.${one.kind}`),
      files: found.files.filter(({ applicationId }) => applicationId === one.id).map((file) => ({ id: file.id, name: file.name, src: `/api/v1/challenges/${id}/files/${file.id}` })), // prettier-ignore
      words: reviews.filter(({ applicationId, scores }) => applicationId === one.id && scores).map(({ account, words }) => ({ id: account, name: reviewers.find((who) => who.account === account)?.name ?? '', words })), // prettier-ignore
    })),
    scores: challenge.call && found.standings.length > 0 ? scoresOf(say, challenge.call, found.standings, challenge.outcome?.chosen ?? []) : undefined, // prettier-ignore
    grants: grantsOf(say, found.grants),
  }
}

const roomOf = ({ locals: { city } }: RequestEvent) => city.innovations.challenges

/** Does it, and shows the page again; what is refused is said on it. */
async function act(
  event: RequestEvent,
  note: Note,
  asked: Parameters<typeof doing>[1],
  work: (form: FormData, id: string) => Promise<unknown>,
) {
  // prettier-ignore
  await enterWithAnywhere(event, 'innovations.organise')
  const result = await doing(event, asked, (form) => work(form, event.params.id!))
  if (!('done' in result)) return result
  return again(event, note)
}
function again({ locals: { lang }, params }: RequestEvent, note: Note): never {
  redirect(303, href(lang, '/workspace/challenges/[id]', { id: params.id! }, { done: note }))
}

const WEIGHT = /^(.*\S)[\s:,]+(\d{1,3})$/
/**
 * A line of the first language is such as “Effect on the problem 50”, those of the others are names in the same order. Throws
 * `maintenance.typed`, `challenges.weight`, `challenges.criteriaNames`.
 */
function criteriaIn(form: FormData) {
  const [first, ...others] = LANGS
  const names = others.map((lang) => ({ lang, lines: linesIn(form, `criteria-${lang}`) }))
  const all = linesIn(form, `criteria-${first}`)
  for (const { lang, lines } of names)
    if (lines.length > 0 && lines.length !== all.length)
      throw new Refusal('challenges.criteriaNames', 422, { found: lines.length, expected: all.length, field: `criteria-${lang}` }) // prettier-ignore
  return all.map((line, i) => {
    const [, name, weight] = WEIGHT.exec(line) ?? []
    if (!name) throw new Refusal('maintenance.typed', 422, { found: line, right: `${line} 50` })
    if (Number(weight) < 1 || Number(weight) > 100)
      throw new Refusal('challenges.weight', 422, { name, weight: Number(weight) })
    const said = names.flatMap(({ lang, lines }) => (lines[i] ? [[lang, lines[i]]] : []))
    return { id: `c${i + 1}`, names: { [first]: name, ...Object.fromEntries(said) }, weight: Number(weight) }
  })
}

export const actions: Actions = {
  publish: (event) => act(event, 'published', { fields: {} }, (_, id) => roomOf(event).publish(event.locals.actor, id)),
  call: (event) =>
    act(
      event,
      'called',
      {
        fields: {
          'offer-pl': 'challenges.call.offer',
          from: 'challenges.work.from',
          to: 'challenges.work.to',
          reviewedBy: 'challenges.call.reviewedBy',
          'criteria-pl': 'challenges.work.criteria',
          places: 'challenges.call.places',
        },
        choices: { who: 'challenges.call.who' },
        blame: {
          'maintenance.typed': 'criteria-pl',
          'challenges.daysBackward': 'to',
          'challenges.past': 'to',
          'challenges.weight': 'criteria-pl',
          'challenges.criteriaNames': 'criteria-en',
          'challenges.reviewBackward': 'reviewedBy',
        },
      },
      (form, id) =>
        // prettier-ignore
        roomOf(event).call(event.locals.actor, id, {
        ...{ who: form.getAll('who') as 'firms'[], offer: textsIn(form, 'offer'), criteria: criteriaIn(form) },
        ...{ from: textOf(form, 'from'), to: textOf(form, 'to'), reviewedBy: textOf(form, 'reviewedBy') },
        places: Number(textOf(form, 'places') || 1),
      }),
    ),
  amend: (event) => act(event, 'amended', { fields: { 'title-pl': 'challenges.work.titleField', 'problem-pl': 'challenges.problem', amendReason: 'challenges.work.amendReason' }, blame: { 'challenges.unknownIndicator': 'indicators' } }, (form, id) => roomOf(event).amend(event.locals.actor, id, { titles: textsIn(form, 'title'), problem: textsIn(form, 'problem'), indicators: linesIn(form, 'indicators'), reason: textOf(form, 'amendReason'), version: Number(textOf(form, 'version')) })), // prettier-ignore
  endData: (event) => act(event, 'dataEnded', { fields: { endReason: 'challenges.work.reason' } }, (form, id) => roomOf(event).endEarly(event.locals.actor, id, textOf(form, 'grant'), { reason: textOf(form, 'endReason') })), // prettier-ignore
  extend: (event) => act(event, 'extended', { fields: { newTo: 'challenges.work.to', newReviewedBy: 'challenges.call.reviewedBy', reason: 'challenges.work.reason' }, blame: { 'challenges.daysBackward': 'newTo', 'challenges.past': 'newTo', 'challenges.reviewBackward': 'newReviewedBy' } }, (form, id) => roomOf(event).extend(event.locals.actor, id, textOf(form, 'newTo'), textOf(form, 'newReviewedBy'), textOf(form, 'reason'))), // prettier-ignore
  appoint: (event) => act(event, 'appointed', { fields: { email: 'challenges.work.email' }, blame: { 'challenges.reviewerUnknown': 'email', 'challenges.alreadyReviewer': 'email' } }, (form, id) => roomOf(event).appoint(event.locals.actor, id, textOf(form, 'email'))), // prettier-ignore
  answer: (event) => act(event, 'answered', { fields: { answer: 'challenges.questions.answer' } }, (form, id) => roomOf(event).answer(event.locals.actor, id, textOf(form, 'question'), textOf(form, 'answer'))), // prettier-ignore
  select: (event) => act(event, 'selected', { fields: { reasons: 'challenges.reasons' }, choices: { chosen: 'challenges.work.select' }, blame: { 'challenges.departure': 'departure', 'challenges.tooManyChosen': 'chosen' } }, (form, id) => roomOf(event).select(event.locals.actor, id, { chosen: form.getAll('chosen').map(String), reasons: textOf(form, 'reasons'), departure: textOf(form, 'departure') })), // prettier-ignore
  end: (event) => act(event, 'ended', { fields: { lesson: 'challenges.lesson' } }, (form, id) => roomOf(event).end(event.locals.actor, id, { outcome: textOf(form, 'outcome') as 'cancelled', lesson: textOf(form, 'lesson') })), // prettier-ignore
  grant: async (event) => {
    await enterWithAnywhere(event, 'innovations.organise')
    const { actor } = event.locals
    const { id } = event.params
    const result = await brought(
      event,
      { 'challenges.past': 'until' },
      (file: Readable) => roomOf(event).keepData(actor, id, file),
      async (file, form) => {
        // prettier-ignore
        const draft = { applicationId: textOf(form, 'application'), name: textOf(form, 'name'), purpose: textOf(form, 'purpose'), until: textOf(form, 'until') } // prettier-ignore
        await roomOf(event).grant(actor, id, draft, file)
        return { done: true } as const
      },
    )
    if (!('done' in result)) return result
    return again(event, 'granted')
  },
}
