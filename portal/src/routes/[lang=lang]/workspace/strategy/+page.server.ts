/** The strategies for those who write on them: which has a draft; a new one is begun. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { textOf } from '#lib/server/forms.ts'
import { areasIn, namesIn } from '#lib/server/strategy-forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'strategy.edit')
  const { city, actor, lang } = event.locals
  const { strategies } = city.strategy
  const [all, drafts] = await Promise.all([strategies.list(), strategies.drafts(actor)])
  const open = new Set(drafts.map(({ id }) => id))
  const begun = drafts.filter(({ id }) => !all.some((one) => one.id === id))
  return {
    strategies: [
      ...all.map(({ id, names }) => ({ id, name: names[lang], isOpen: open.has(id) })),
      ...begun.map(({ id, content }) => ({ id, name: content.names[lang], isOpen: true })),
    ],
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { city, actor, lang } = event.locals
    let id = ''
    const asked = { fields: { id: 'strategies.work.id', namePl: 'strategies.work.namePl', from: 'strategies.work.from', to: 'strategies.work.to', adopted: 'strategies.work.adopted', areas: 'strategies.work.areas', source: 'strategies.work.source' }, blame: { 'strategies.years': 'to', 'strategies.conflict': 'id', 'strategies.line': 'areas' } } as const // prettier-ignore
    const result = await doing(event, asked, async (form) => {
      id = textOf(form, 'id').trim()
      const source = textOf(form, 'source').trim()
      await city.strategy.strategies.save(actor, {
        ...{ id, names: namesIn(form), areas: areasIn(form), adopted: textOf(form, 'adopted') },
        ...{ from: Number(textOf(form, 'from')), to: Number(textOf(form, 'to')) },
        source: { names: { pl: source, en: source, uk: source } },
      }, 0) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/strategy/[id]', { id }, { done: 'kept' }))
  },
}
