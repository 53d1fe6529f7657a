/** A decision, what it rests on, and what came true; who may, adds to it. */
import { redirect } from '@sveltejs/kit'
import { said, TRUTHS } from '#strategy'
import { href } from '#lib/paths.ts'
import { isRefusal, noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { cardOf, effectsOf, isLate, pinnedOf, truthOf } from '#lib/server/views/decisions.ts'
import { saying, type Say } from '#lib/server/views/projects.ts'
import { goalLinks } from '#lib/server/views/strategy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  const say = saying(city, lang)
  const decision = await city.strategy.decisions.one(event.params.id)
  const goals = decision.goals.length > 0 ? await city.strategy.strategies.goals() : []
  const { options, chosen, reasons, heard, expected, act, entryId } = decision
  return {
    ...{ card: cardOf(say, decision), reasons, heard, expected, act, entryId, note: noteOf(event, ['done', 'told']) },
    options: options.map((one, i) => ({ ...one, key: i, isChosen: i === chosen })),
    values: decision.indicators.map((one) => pinnedOf(say, one)),
    late: isLate(say, decision),
    datasets: decision.datasets.map((one) => datasetOf(say, one)),
    effects: effectsOf(say, decision, decision.came),
    ...{ goals: goalLinks(goals.filter(({ key }) => decision.goals.includes(key)), lang), projects: await projectsOf(say, decision.projects) }, // prettier-ignore
    outcomes: decision.outcomes.map((one) => ({
      ...{ id: one.id, text: one.text, entryId: one.entryId, at: say.format.moment(one.at), truth: truthOf(say, one) },
      values: one.indicators.map((value) => pinnedOf(say, value)),
    })),
    truths: TRUTHS.map((value) => ({ value, label: say.t(`decisions.truth.${value}`) })),
    mayTell: actor.can('strategy.edit'),
  }
}

type Datasets = Awaited<ReturnType<Say['city']['strategy']['decisions']['one']>>['datasets']
const datasetOf = ({ t, format, lang }: Say, { slug, title, versions }: Datasets[number]) => ({
  ...{ slug, title: said(title, lang) },
  versions: versions.map(({ distribution, number, publishedAt }) => ({ distribution, text: t('decisions.version', { number: `${number}`, day: format.day(new Date(publishedAt)) }) })), // prettier-ignore
})

/** Those that there are still. */
async function projectsOf({ city, lang }: Say, ids: readonly string[]) {
  const found = await Promise.all(
    ids.map((id) => city.strategy.projects.one(id).catch((error: unknown) => { if (!isRefusal(error)) throw error })), // prettier-ignore
  )
  return found.flatMap((one) => (one ? [{ id: one.id, title: said(one.titles, lang) }] : []))
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    const { id } = event.params
    const result = await doing(event, { fields: { text: 'decisions.form.text' } }, (form) => city.strategy.decisions.tell(actor, id, { truth: textOf(form, 'truth') as 'partly', text: textOf(form, 'text') })) // prettier-ignore
    if (!('done' in result)) return result
    redirect(303, href(lang, '/decisions/[id]', { id }, { done: 'told' }))
  },
}
