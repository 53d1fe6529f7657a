/** Behind the first door: the city itself, its districts and its strategies. */
import { budgetNumbers, doorOf } from '#lib/server/views/doors.ts'
import { drawOutlines } from '#lib/server/charts/outlines.ts'
import { drawnOf, openDataOf } from '#lib/server/views/opendata.ts'
import type { PageServerLoad } from './$types'

const WIDTH = 460

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { info, places, indicators, sources } = city
  const [districts, outlines, open, drawn, numbers, budget] = await Promise.all([
    places.areas({ parent: indicators.home, kind: 'district' }),
    places.outlines(indicators.home, 'district'),
    openDataOf(city, lang),
    drawnOf(city, lang),
    city.infrastructure.live.numbers(),
    budgetNumbers(city, lang),
  ])
  const sourceOf = (id: string) => sources.find((source) => source.id === id)
  const from = new Set(outlines.features.map(({ properties }) => properties.source))
  return {
    door: doorOf(city, lang, 'smart-city'),
    ...{ open, drawn, numbers, budget },
    districts: districts
      .map(({ id, names }) => ({ id, name: names[lang] }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    drawing: drawOutlines(outlines, WIDTH),
    outlineSources: [...from].flatMap((id) => sourceOf(id)?.attribution[lang] ?? []),
    strategies: info.strategies.map(({ id, names, from, to, adopted, act, source, url, areas }) => ({
      ...{ id, name: names[lang], from, to, adopted, act: act?.[lang] },
      source: { name: sourceOf(source)?.names[lang] ?? source, url: url ?? sourceOf(source)?.url },
      areas: areas.map(({ code, names }) => ({ code, name: names[lang] })),
    })),
    links: info.links.map(({ id, names, url }) => ({ id, name: names[lang], url })),
  }
}
