/** What an import's columns are: first their roles, then what their words mean. The roles stand in the address. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enter, importHref } from '#lib/server/imports.ts'
import { chosenIn, problemsSaid } from '#lib/server/mapping.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const { id } = event.params
  const chosen = chosenIn(event.url)
  const [asking, found] = await Promise.all([
    city.indicators.ask(actor, id, chosen, lang),
    city.indicators.imports.preview(actor, id),
  ])
  const isChosen = Object.keys(chosen).length > 0
  const isAsked = isChosen && asking.twice.length === 0 && !asking.valueless
  return {
    ...asking,
    id,
    number: found.number,
    fileName: found.fileName,
    step: isAsked ? ('words' as const) : ('roles' as const),
    valueless: isChosen && asking.valueless,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const result = await submitted(event, { fields: {} }, (_, form) => answered(event, form))
    if (!('state' in result)) return result
    redirect(303, importHref(event, result.id, { wait: '', ...(result.before && { done: 'before' }) }))
  },
}

async function answered(event: RequestEvent, form: FormData) {
  const { city, actor, lang } = event.locals
  const answers = Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]))
  const given = { roles: chosenIn(event.url), answers, keep: form.has('keep') }
  const taken = await city.indicators.answer(actor, event.params.id!, given, lang)
  if ('state' in taken) return taken
  return fail(422, { errors: problemsSaid(taken.problems, lang), values: answers })
}
