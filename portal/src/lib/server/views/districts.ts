/** The map of the city's districts for one indicator and period. */
import type { City } from '#lib/server/city.ts'
import { classesOf } from '#lib/server/charts/classes.ts'
import { drawOutlines } from '#lib/server/charts/outlines.ts'
import type { Lang } from '#words'

const WIDTH = 460

/** Periods in which districts have figures, newest last; empty where they have none. */
export async function districtPeriods({ places, indicators }: City, id: string): Promise<string[]> {
  const districts = await places.areas({ parent: indicators.home, kind: 'district' })
  const series = await indicators.series(
    id,
    districts.map((district) => district.id),
  )
  return [...new Set(series.flatMap(({ points }) => points.map(({ period }) => period)))].sort()
}

/** Undefined where no district has both an outline and a place on this map. */
export async function districtMap(city: City, lang: Lang, id: string, period: string) {
  const { places, indicators } = city
  const collection = await places.outlines(indicators.home, 'district')
  const drawing = drawOutlines(collection, WIDTH)
  if (!drawing) return undefined
  const series = await indicators.series(
    id,
    collection.features.map((feature) => feature.id),
  )
  const figures = new Map(series.map(({ area, points }) => [area, points.find((point) => point.period === period)]))
  const known = [...figures.values()].flatMap((point) => (point && point.value !== null ? [point.value] : []))
  if (known.length === 0) return undefined
  const classes = classesOf(known)
  const names = new Map(collection.features.map((feature) => [feature.id, feature.properties.names[lang]]))
  const areas = drawing.paths.map(({ id, d }) => {
    const point = figures.get(id)
    const value = point?.value ?? null
    return {
      id,
      d,
      name: names.get(id) ?? id,
      value,
      status: point?.status,
      class: value === null ? 0 : classes.of(value),
    }
  })
  const sourceIds = new Set(collection.features.map((feature) => feature.properties.source))
  const outlineSources = city.sources
    .filter((source) => sourceIds.has(source.id))
    .map((source) => source.attribution[lang])
  return { viewBox: drawing.viewBox, areas, bounds: classes.bounds, outlineSources }
}
