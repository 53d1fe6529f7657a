/** Open data as a door shows them: how many, the newest, and one of them drawn. */
import type { City } from '#lib/server/city.ts'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import { lineOf } from './catalogue.ts'
import type { MapView } from './table/map.ts'
import { tableView } from './table/page.ts'

/** So many of the newest are named; the first of so many that has a map or a chart is drawn. */
const NEWEST = 5
const TRIED = 6

export async function openDataOf(city: City, lang: Lang) {
  const { datasets } = await city.catalog.catalogue()
  const newest = [...datasets].sort((a, b) => b.modified.getTime() - a.modified.getTime())
  const tables = datasets.flatMap(({ distributions }) => distributions.flatMap(({ kind, current }) => (kind === 'table' && current ? [current] : []))) // prettier-ignore
  return {
    count: datasets.length,
    tables: tables.length,
    rows: tables.reduce((sum, { rows = 0 }) => sum + rows, 0),
    newest: newest.slice(0, NEWEST).map((one) => lineOf(one, lang)),
  }
}

/** The newest dataset that can be drawn, on a map before all else; undefined where there is none. */
export async function drawnOf(city: City, lang: Lang) {
  const { datasets } = await city.catalog.catalogue()
  const newest = [...datasets].sort((a, b) => b.modified.getTime() - a.modified.getTime()).slice(0, TRIED)
  const tables = newest.flatMap(({ slug, distributions }) => distributions.filter(({ kind, current }) => kind === 'table' && current).map((one) => ({ slug, distribution: one.slug }))) // prettier-ignore
  for (const view of ['map', 'chart'] as const)
    for (const names of tables) {
      // One that is taken back at this moment is none to show.
      const found = await tableView(city, lang, names, new URLSearchParams({ view })).catch(() => undefined)
      const drawn = view === 'map' ? saying(found?.map) : found?.chart?.wide ? found.chart : undefined
      if (!found || !drawn) continue
      const { title, publisher, map, chart } = found
      return { map, chart, name: title, publisher, href: href(lang, '/catalog/[slug]/[distribution]', names, { view }) }
    }
  return undefined
}

/** Where areas merely have rows, a chart says more. */
const saying = (map: MapView | undefined) => (map && (map.chosen.y !== '' || map.zooms.length > 0) ? map : undefined)
