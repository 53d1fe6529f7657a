/** One question to an office: what it is about, and the answer. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { differences, orMissing, sum } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import type { Outcome } from '#participation'
import type { Actions, PageServerLoad } from './$types'

const OUTCOMES = {
  formal: ['yes', 'correction', 'no'],
  opinion: ['yes', 'correction', 'no'],
  appeal: ['yes', 'no'],
} as const

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'participation.answer')
  const { city, actor, lang } = event.locals
  const { proposals } = city.participation
  const task = await orMissing(event, proposals.checking.task(actor, event.params.task))
  const found = (await proposals.checking.queue(actor)).find(({ id }) => id === task.id)
  const kept = found?.proposal
  if (!kept) redirect(303, href(lang, '/workspace/proposals'))
  const edition = await proposals.edition(kept.edition, actor)
  const { proposal, versions, acts } = await proposals.one(kept.edition, kept.number!)
  const say = saying(city, lang)
  const before = versions.at(-2)
  const all = await city.identity.organisations()
  return {
    ...{ step: task.step, asked: say.format.moment(task.madeAt), due: say.format.moment(task.dueAt) },
    ...{ edition: edition.code, number: proposal.number, title: proposal.content.title, text: proposal.content.text },
    facts: [proposal.content.where, sum(say, proposal.cost_minor, edition.currency)].filter(Boolean).join(', '),
    changes: before ? differences(say, edition, before.content, proposal.content) : [],
    appeal: task.step === 'appeal' ? acts.findLast(({ kind }) => kind === 'appealed')?.text : undefined,
    outcomes: OUTCOMES[task.step],
    offices: all.map(({ id, names }) => ({ value: id, label: names[lang] })),
    organisationId: task.organisationId,
  }
}

export const actions: Actions = {
  answer: async (event) => {
    await enterWithAnywhere(event, 'participation.answer')
    const { city, actor, lang } = event.locals
    const asked = { fields: { reason: 'proposals.office.reason' }, choices: { outcome: 'proposals.office.outcome' }, blame: { 'proposals.reasonMissing': 'reason' } } as const // prettier-ignore
    const result = await submitted(event, asked, async ({ reason }, form) => {
      const organisations = form.getAll('organisation').filter((one): one is string => typeof one === 'string')
      await city.participation.proposals.checking.answer(actor, event.params.task, { outcome: textOf(form, 'outcome') as Outcome, reason, organisations }) // prettier-ignore
      return { isDone: true as const }
    })
    if ('isDone' in result) redirect(303, href(lang, '/workspace/proposals', {}, { done: 'answered' }))
    return result
  },
  assign: async (event) => {
    await enterWithAnywhere(event, 'participation.answer')
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      await city.participation.proposals.checking.assign(actor, event.params.task, textOf(form, 'office'))
      return { isDone: true as const }
    })
    if ('isDone' in result) redirect(303, href(lang, '/workspace/proposals', {}, { done: 'assigned' }))
    return result
  },
}
