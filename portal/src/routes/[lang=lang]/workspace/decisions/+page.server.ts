/** A decision is written down. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, textOf } from '#lib/server/forms.ts'
import { doing, numberIn } from '#lib/server/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => enterWith(event, 'strategy.edit')

const linesOf = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean) // prettier-ignore

const ASKED = {
  fields: {
    ...{ name: 'decisions.form.name', question: 'decisions.question', options: 'decisions.options', chosen: 'decisions.form.chosen' }, // prettier-ignore
    ...{ reasons: 'decisions.reasons', expected: 'decisions.expected', decidedBy: 'decisions.form.decidedBy', decidedOn: 'decisions.form.decidedOn' }, // prettier-ignore
  },
  blame: { 'decisions.notAnOption': 'chosen', 'decisions.future': 'decidedOn', 'decisions.unknownIndicator': 'indicators', 'strategies.goalUnknown': 'goals', 'catalog.unknown': 'datasets', 'maintenance.typed': 'chosen' }, // prettier-ignore
} as const

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    let id = ''
    const result = await doing(event, ASKED, async (form) => {
      const text = (name: string) => textOf(form, name).trim()
      const taken = await city.strategy.decisions.take(actor, {
        ...{ titles: { [lang]: text('name') }, question: text('question'), reasons: text('reasons') },
        ...{ heard: text('heard'), expected: text('expected'), act: text('act') },
        ...{ decidedBy: text('decidedBy'), decidedOn: text('decidedOn') },
        options: linesOf(text('options')).map((line) => {
          const [name = '', about = ''] = line.split('|').map((part) => part.trim())
          return { name, about }
        }),
        chosen: numberIn(form, 'chosen', '1') - 1,
        ...{ indicators: linesOf(text('indicators')), datasets: linesOf(text('datasets')), goals: linesOf(text('goals')) }, // prettier-ignore
      })
      id = taken.id
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/decisions/[id]', { id }, { done: 'done' }))
  },
}
