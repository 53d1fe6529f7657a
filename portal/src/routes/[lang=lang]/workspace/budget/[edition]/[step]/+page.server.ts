/** One step of an edition: its questions and what was answered, or the list of its parts. */
import { error } from '@sveltejs/kit'
import { noteOf } from '#lib/server/forms.ts'
import { isList, LIST_OF } from '#lib/server/organising/lists.ts'
import { isStep, STEP_OF } from '#lib/server/organising/steps.ts'
import { changed, enterAsOrganiser, openedAs, partsOf } from '#lib/server/organising/index.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'removed'] as const

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor } = event.locals
  const { step } = event.params
  const edition = await city.participation.budgets.edition(event.params.edition, actor)
  const parts = await partsOf(event, edition)
  const opened = { ...openedAs(parts), note: noteOf(event, NOTES) }
  if (isList(step)) return { ...opened, step, items: LIST_OF[step].items(parts), groups: [] }
  if (isStep(step)) return { ...opened, step, items: undefined, groups: STEP_OF[step].groups(parts) }
  return error(404, '')
}

export const actions: Actions = {
  default: async (event) => {
    const { step } = event.params
    if (!isStep(step)) error(404, '')
    return changed(event, '', (form, edition) => STEP_OF[step].read(form, edition))
  },
}
