/** A decision, what it rests on, and what came true; who may, adds to it. */
import { redirect } from '@sveltejs/kit'
import { said, TRUTHS } from '#strategy'
import { href } from '#lib/paths.ts'
import { noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { cardOf, pinnedOf, truthOf } from '#lib/server/views/decisions.ts'
import { saying } from '#lib/server/views/projects.ts'
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
    options: options.map((one, i) => ({ ...one, isChosen: i === chosen })),
    values: decision.indicators.map((one) => pinnedOf(say, one)),
    datasets: decision.datasets.map(({ slug, title, versions }) => ({ slug, title: said(title, lang).text, versions: versions.map(({ distribution, number }) => ({ distribution, text: say.t('decisions.version', { number: `${number}` }) })) })), // prettier-ignore
    goals: goalLinks(goals.filter(({ key }) => decision.goals.includes(key)), lang), // prettier-ignore
    outcomes: decision.outcomes.map((one) => ({ ...{ id: one.id, text: one.text, entryId: one.entryId, at: say.format.moment(one.at), truth: truthOf(say, one) }, values: one.indicators.map((value) => pinnedOf(say, value)) })), // prettier-ignore
    truths: TRUTHS.map((value) => ({ value, label: say.t(`decisions.truth.${value}`) })),
    mayTell: actor.can('strategy.edit'),
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    const result = await doing(
      event,
      { fields: { text: 'decisions.form.text' } },
      (form) =>
      city.strategy.decisions.tell(actor, event.params.id, { truth: textOf(form, 'truth') as 'partly', text: textOf(form, 'text') }), // prettier-ignore
    )
    if (!('done' in result)) return result
    redirect(303, href(lang, '/decisions/[id]', { id: event.params.id }, { done: 'told' }))
  },
}
