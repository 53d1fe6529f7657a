/** One step of an edition: its questions, and what was answered. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { zoneOfCity } from '#lib/server/organising/fields.ts'
import { isStep, STEP_OF } from '#lib/server/organising/steps.ts'
import { enterAsOrganiser, organised } from '#lib/server/organising/index.ts'
import { saying } from '#lib/server/views/budgets.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor, lang } = event.locals
  const { step } = event.params
  if (!isStep(step)) error(404, '')
  const edition = await city.participation.budgets.edition(event.params.edition, actor)
  return {
    ...{ step, code: edition.code, name: edition.names[lang], version: edition.version },
    ...{ isPublic: edition.state !== 'draft', isSealed: edition.sealedEntry !== undefined },
    groups: STEP_OF[step].groups({ say: saying(city, lang), zone: zoneOfCity(city.info.timezone), edition }),
  }
}

export const actions: Actions = {
  default: async (event) => {
    enterAsOrganiser(event)
    const { city, actor, lang } = event.locals
    const { step, edition: code } = event.params
    if (!isStep(step)) error(404, '')
    const { budgets } = city.participation
    const edition = await budgets.edition(code, actor)
    const wrong = await organised(
      event,
      async (form) => {
        const rules = STEP_OF[step].read(form, edition)
        const version = form.number('version') ?? 0
        form.end()
        await budgets.change(actor, code, { rules, version, grounds: form.text('grounds') || undefined })
      },
      { 'participation.groundsMissing': 'grounds' },
    )
    if (wrong) return wrong
    redirect(303, href(lang, '/workspace/budget/[edition]', { edition: code }, { done: 'saved' }))
  },
}
