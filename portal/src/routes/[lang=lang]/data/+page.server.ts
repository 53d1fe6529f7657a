/** Behind the third door: the datasets and sources of every figure here. */
import { doorOf } from '#lib/server/views/doors.ts'
import { openDataOf } from '#lib/server/views/opendata.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const [datasets, { sources }, measures, open, gate] = await Promise.all([
    city.indicators.datasets(),
    city.indicators.sources(),
    city.indicators.measures(),
    openDataOf(city, lang),
    city.governance.gate.counts(),
  ])
  const nameOf = (id: string) => sources.find((source) => source.id === id)
  return {
    door: doorOf(city, lang, 'digital'),
    open,
    gate: { opened: gate.opened, refused: gate.refused, withdrawn: gate.withdrawn },
    datasets: datasets
      .map(({ id, names, sources: from, licence, retrieved, note }) => ({
        ...{ id, name: names[lang], licence: licence[lang], retrieved, note: note?.[lang] },
        sources: from.flatMap((id) => {
          const source = nameOf(id)
          return source ? [{ name: source.names[lang], url: source.url }] : []
        }),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    sources: sources
      .map(({ id, names, url, licence, attribution }) => ({
        id,
        name: names[lang],
        url,
        licence: licence[lang],
        attribution: attribution[lang],
      }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    measures: measures
      .map(({ id, names, unit }) => ({ id, name: names[lang], unit }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
  }
}
