/** The register of innovations: chosen by dimension, kind and state. */
import { DIMENSIONS, INNOVATION_KINDS, INNOVATION_STATES, LEARNING } from '#innovations'
import { entriesMap, entryCard, registerChoices } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const chosen = <One extends string>(name: string, all: readonly One[]) => all.find((one) => one === url.searchParams.get(name)) // prettier-ignore
  const asked = { dimension: chosen('dimension', DIMENSIONS), kind: chosen('kind', INNOVATION_KINDS), state: chosen('state', INNOVATION_STATES), learning: chosen('learning', LEARNING) } // prettier-ignore
  const { entries } = await city.innovations.register.list(asked)
  const cards = entries.map((one) => entryCard(say, one)).toSorted((a, b) => a.title.text.localeCompare(b.title.text, lang)) // prettier-ignore
  return { asked, cards, map: await entriesMap(say, entries), choices: registerChoices(say), mayWrite: actor.can('innovations.organise') } // prettier-ignore
}
