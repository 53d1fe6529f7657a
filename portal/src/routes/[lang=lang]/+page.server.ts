/** The front page: the city at a glance, then its five doors. */
import type { City } from '#lib/server/city.ts'
import { districtMap } from '#lib/server/views/districts.ts'
import { doorNumbers } from '#lib/server/views/doors.ts'
import { loopOf } from '#lib/server/views/loop.ts'
import { shownLoop } from '#lib/server/views/shown.ts'
import { headline } from '#lib/server/views/series.ts'
import type { Lang } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { info, indicators, ledger } = city
  const [counts, entries, figures, map, doors, steps, shown] = await Promise.all([
    indicators.counts(),
    ledger.count(),
    Promise.all(info.headlines.map((id) => figureOf(city, lang, id))),
    frontMap(city, lang),
    doorNumbers(city, lang),
    loopOf(city, lang),
    shownLoop(city, lang),
  ])
  return {
    slogan: { title: info.slogan.title[lang], text: info.slogan.text[lang] },
    loop: {
      observations: counts.observations,
      indicators: counts.definitions,
      entries,
      cities: await comparedCities(city),
    },
    figures: figures.filter((figure) => figure !== undefined),
    map,
    ...{ doors, steps, shown },
  }
}

async function figureOf({ indicators }: City, lang: Lang, id: string) {
  const definition = (await indicators.definitions()).find((one) => one.id === id)
  if (!definition) return undefined
  const [series] = await indicators.series(id, [indicators.home])
  const { names, unit, decimals, direction } = definition
  return { id, label: names[lang], unit, decimals, direction, ...headline(series?.points ?? []) }
}

async function frontMap(city: City, lang: Lang) {
  const { map } = city.info
  const definition = map && (await city.indicators.definitions()).find(({ id }) => id === map.indicator)
  if (!map || !definition) return undefined
  const drawn = await districtMap(city, lang, map.indicator, map.period)
  const { id, names, unit, decimals } = definition
  return drawn && { ...drawn, id, name: names[lang], unit, decimals, period: map.period }
}

/** How many cities stand beside this one: those that have a figure for the first headline or more. */
async function comparedCities({ indicators, info, places }: City): Promise<number> {
  const cities = new Set((await places.areas({ kind: 'city' })).map(({ id }) => id))
  const series = await Promise.all(info.headlines.map((id) => indicators.series(id).catch(() => [])))
  return new Set(
    series
      .flat()
      .map(({ area }) => area)
      .filter((area) => cities.has(area)),
  ).size
}
