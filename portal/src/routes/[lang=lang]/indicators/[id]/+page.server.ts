/** One indicator: its number, its trend, its map, its table, its method and the way back to its source. */
import { analysisOf } from '#lib/server/views/analysis/indicator.ts'
import { districtMap, districtPeriods } from '#lib/server/views/districts.ts'
import { CHOSEN_MAX, chosenOf, factsOf, placesIn, trendOf } from '#lib/server/views/indicator.ts'
import { openDataOf, provenanceOf } from '#lib/server/views/provenance.ts'
import { decisionLinks } from '#lib/server/views/decisions.ts'
import { goalLinks } from '#lib/server/views/strategy.ts'
import { breaksOf } from '#lib/server/views/series.ts'
import { byCity, byPeriod, homeOf } from '#lib/server/views/tables.ts'
import { saying } from '#lib/server/views/projects.ts'
import { threadOfIndicator } from '#lib/server/views/thread.ts'
import type { PageServerLoad } from './$types'

const VIEWS = ['chart', 'map', 'table'] as const
type View = (typeof VIEWS)[number]

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const { indicators, info } = city
  const definition = await indicators.definition(params.id)
  const [all, periods] = await Promise.all([indicators.series(definition.id), districtPeriods(city, definition.id)])
  const home = homeOf(all, indicators.home)
  const cities = await byCity(city, lang, all, definition.direction)
  const asked = url.searchParams.get('view')
  const views = VIEWS.filter((one) => (one === 'map' ? periods.length > 0 : cities.length > 0))
  const view: View = views.find((one) => one === asked) ?? views[0] ?? 'chart'
  const chosen = chosenOf(url, all, home)
  const analysis = await analysisOf(city, lang, definition.id, url)
  const facts = factsOf(definition, all, home, analysis?.among, lang)
  const period = periods.find((one) => one === url.searchParams.get('period')) ?? periods.at(-1)
  const known = new Set(cities.map(({ area }) => area))
  return {
    definition,
    standards: placesIn(city, definition, lang),
    goals: goalLinks(await city.strategy.strategies.linksOf(definition.id), lang),
    decisions: await decisionLinks(city, lang, { indicator: definition.id }),
    thread: await threadOfIndicator(saying(city, lang), definition.id),
    breaks: breaksOf(definition, home),
    sources: Object.fromEntries(city.sources.map(({ id, names, url }) => [id, { name: names[lang], url }])),
    facts,
    analysis: facts && analysis,
    yearsAhead: city.analysis.describe().yearsAheadMax,
    view,
    views,
    chosen,
    chosenMax: CHOSEN_MAX,
    cityName: home === indicators.home ? info.names[lang] : (await city.places.area(home)).names[lang],
    home,
    peers: cities
      .filter(({ area }) => area !== home)
      .map(({ area, name }) => ({ id: area, name }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    groups: info.peers
      .map(({ id, names, areas }) => ({
        id,
        name: names[lang],
        areas: areas.filter((area) => known.has(area)).slice(0, CHOSEN_MAX),
      }))
      .filter(({ areas }) => areas.length > 0),
    trend: view === 'chart' ? await trendOf(city, lang, definition, all, chosen) : undefined,
    map:
      view === 'map' && period
        ? { period, periods, ...(await districtMap(city, lang, definition.id, period)) }
        : undefined,
    table: view === 'table' ? { periods: byPeriod(all, [home, ...chosen]), cities } : undefined,
    openData: await openDataOf(city, definition.id, lang),
    provenance: facts && (await provenanceOf(city, lang, definition.id, home, facts.latest.period)),
  }
}
