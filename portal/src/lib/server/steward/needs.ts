/** What the form of a description offers to choose from. */
import type { RequestEvent } from '@sveltejs/kit'
import { said } from './enter.ts'

export async function choicesFor({ locals: { city, actor, lang } }: RequestEvent) {
  const [assets, series, areas] = await Promise.all([
    city.governance.assets.list(),
    city.catalog.datasets.seriesEntries(actor),
    city.places.areas(),
  ])
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label, lang)
  return {
    assets: assets.map(({ slug, names }) => ({ value: slug, label: names[lang] })).sort(byLabel),
    series: series.map(({ slug, said: { text } }) => ({ value: slug, label: said(lang, text.title) })).sort(byLabel),
    areas: areas.map(({ id, names }) => ({ value: id, label: names[lang] })).sort(byLabel),
  }
}
export type Choices = Awaited<ReturnType<typeof choicesFor>>
