/** Everything that an indicator's page shows, from the definition and the series that are published. */
import { isDemonstration } from '#platform/demonstration'
import type { Definition, Series } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { lineChart, type ChartSeries } from '#lib/server/charts/line.ts'
import { keptDrawings } from '#lib/server/kept.ts'
import { words, type Lang } from '#words'
import { breaksOf, changeSince, isKnown, latestOf } from './series.ts'
import { homeOf } from './tables.ts'
import { formatsOf } from './words.ts'

export const CHOSEN_MAX = 5

/** The cities that the address asks for: `?with=a,b` or `?with=a&with=b`; unknown ones are left out. */
export function chosenOf(url: URL, all: Series[], home: string): string[] {
  const known = new Set(all.map(({ area }) => area))
  const asked = url.searchParams.getAll('with').flatMap((part) => part.split(','))
  return [...new Set(asked)].filter((id) => id !== home && known.has(id)).slice(0, CHOSEN_MAX)
}

/** Where the indicator stands in standards and strategies, with the theme that leads to it. */
export function placesIn({ indicators }: City, definition: Definition, lang: Lang) {
  return indicators.placesOf(definition).map(({ set, name, theme, entry }) => ({
    ...{ standard: set, standardName: name[lang], code: entry?.code ?? '', kind: entry?.kind ?? null },
    ...{ theme: theme.id, themeName: theme.names[lang] },
  }))
}

/** Among how many areas, in which period. */
export type Place = { rank: number; of: number; period: string }

/** What the number means: against its beginning, among cities, against limits. */
export function factsOf(definition: Definition, all: Series[], home: string, place: Place | undefined, lang: Lang) {
  const points = all.find(({ area }) => area === home)?.points ?? []
  const latest = latestOf(points)
  if (!latest) return undefined
  const limits = (definition.thresholds ?? [])
    .filter(
      ({ unit, from, to }) =>
        unit === definition.unit && (!from || from <= latest.period) && (!to || latest.period <= to),
    )
    .map(({ names, value }) => ({
      name: names[lang],
      value,
      ratio: value > 0 ? latest.value / value : undefined,
      above: latest.value > value,
    }))
  return {
    latest,
    change: changeSince(points),
    rank: place && { rank: place.rank, n: place.of, period: place.period },
    limits,
  }
}

/** The trend in both sizes; empty texts where there is nothing to draw. */
export async function trendOf(city: City, lang: Lang, definition: Definition, all: Series[], chosen: string[]) {
  const { indicators, places } = city
  const cities = new Map((await places.areas()).map((area) => [area.id, area.names[lang]]))
  const home = homeOf(all, indicators.home)
  const homeKind = (await places.area(home)).kind
  const sameKind = new Set((await places.areas({ kind: homeKind })).map(({ id }) => id))
  const series: ChartSeries[] = all
    .filter(({ area, points }) => sameKind.has(area) && points.some(isKnown))
    .map(({ area, points }) => ({
      id: area,
      label: cities.get(area) ?? area,
      role: area === home ? 'own' : chosen.includes(area) ? 'chosen' : 'peer',
      points,
    }))
  const draw = (size: 'wide' | 'narrow') => () => lineChart(chartOf(city, lang, definition, series), size)
  const stamp = await indicators.stamp()
  const key = [definition.id, definition.version, lang, ...chosen].join(' ')
  return {
    wide: keptDrawings(stamp, `${key} wide`, draw('wide')),
    narrow: keptDrawings(stamp, `${key} narrow`, draw('narrow')),
    peers: series.filter(({ role }) => role === 'peer').length,
    of: isDemonstration(definition.id) ? ('area' as const) : ('city' as const),
    hollow: series.some(({ points }) => points.some(({ status }) => status === 'E' || status === 'P')),
  }
}

function chartOf(city: City, lang: Lang, definition: Definition, series: ChartSeries[]) {
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const described = series
    .filter(({ role }) => role !== 'peer')
    .map(({ label, points }) => {
      const known = points.filter(isKnown)
      const [first, last] = [known[0]!, known.at(-1)!]
      return t('ui.chart.summary', {
        area: label,
        first: format.value(first.value, definition.unit, definition.decimals),
        firstPeriod: format.period(first.period),
        last: format.value(last.value, definition.unit, definition.decimals),
        lastPeriod: format.period(last.period),
      })
    })
  return {
    title: t('ui.chart.region', { title: definition.names[lang] }),
    description: described.join(' '),
    series,
    thresholds: (definition.thresholds ?? [])
      .filter(({ unit }) => unit === definition.unit)
      .map(({ names, value, from, to }) => ({ label: names[lang], value, from, to })),
    breaks: breaksOf(definition, city.indicators.home).map(({ period }) => period),
    breakLabel: t('ui.chart.break'),
    number: (value: number) => (isLarge(value) ? format.compact(value) : format.number(value, definition.decimals)),
    tick: (value: number) => (isLarge(value) ? format.compact(value) : format.number(value)),
  }
}

const isLarge = (value: number) => Math.abs(value) >= 1e7
