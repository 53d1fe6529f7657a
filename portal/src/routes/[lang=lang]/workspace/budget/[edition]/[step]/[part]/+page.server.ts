/** One section, pool or category of an edition, or a new one. */
import { error } from '@sveltejs/kit'
import { isList, LIST_OF, NEW, type ListId } from '#lib/server/organising/lists.ts'
import { changed, enterAsOrganiser, openedAs, partsOf } from '#lib/server/organising/index.ts'
import type { Actions, PageServerLoad } from './$types'

function listIn({ step }: { step: string }): ListId {
  return isList(step) ? step : error(404, '')
}

export const load: PageServerLoad = async (event) => {
  enterAsOrganiser(event)
  const { city, actor } = event.locals
  const step = listIn(event.params)
  const edition = await city.participation.budgets.edition(event.params.edition, actor)
  const parts = await partsOf(event, edition)
  const code = event.params.part === NEW ? undefined : event.params.part
  const own = LIST_OF[step].items(parts).find((one) => one.code === code)
  if (code !== undefined && !own) error(404, '')
  return { ...openedAs(parts), step, title: own?.label, groups: LIST_OF[step].groups(parts, code) }
}

export const actions: Actions = {
  save: async (event) => {
    const step = listIn(event.params)
    const code = event.params.part === NEW ? undefined : event.params.part
    return changed(event, `/${step}`, (form, edition, areas) => LIST_OF[step].read(form, edition, code, areas))
  },
  remove: async (event) => {
    const step = listIn(event.params)
    return changed(event, `/${step}`, (form, edition) => LIST_OF[step].without(form, edition, event.params.part), 'removed') // prettier-ignore
  },
}
