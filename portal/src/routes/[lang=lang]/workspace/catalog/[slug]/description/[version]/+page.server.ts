/** What was said of a dataset at some time, word by word. */
import { error } from '@sveltejs/kit'
import { enter, titleOf, whoIs } from '#lib/server/steward/enter.ts'
import { choicesFor } from '#lib/server/steward/needs.ts'
import { partsOf } from '#lib/server/steward/said.ts'
import { sentence } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const entry = await city.catalog.datasets.entryOf(actor, event.params.slug)
  const all = await city.catalog.datasets.said(actor, entry.id)
  const said = all.find(({ version }) => String(version) === event.params.version)
  if (!said) error(404, sentence(lang, 'catalog.unknown'))
  const has = (version: number) => (all.some((one) => one.version === version) ? version : undefined)
  return {
    ...{ slug: entry.slug, title: titleOf(lang, entry), version: said.version, at: said.at },
    ...{ who: whoIs(event, said.by), isNow: said.version === entry.said.version },
    ...{ before: has(said.version - 1), after: has(said.version + 1) },
    parts: partsOf(lang, said.text, await choicesFor(event)),
    mayDescribe: actor.can('catalog.describe', entry.organisation),
  }
}
