/** The same series as tables: period by period, and city by city. */
import { DEMONSTRATION_AREA, isDemonstration } from '#platform/demonstration'
import type { Definition, Series } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { latestOf } from './series.ts'

/** Newest first; the city itself and those chosen beside it. */
export function byPeriod(all: Series[], areas: string[]) {
  const shown = areas.map((id) => ({
    id,
    points: new Map(all.find(({ area }) => area === id)?.points.map((point) => [point.period, point])),
  }))
  const periods = [...new Set(shown.flatMap(({ points }) => [...points.keys()]))].sort().reverse()
  return periods.map((period) => ({
    period,
    cells: Object.fromEntries(shown.map(({ id, points }) => [id, points.get(period)])),
  }))
}

/** The latest figure of every city, best first, or largest first where neither is better. */
/** In which area figures are read: the city's own, or that of the demonstration where they are its. */
export const homeOf = (all: readonly Pick<Series, 'area'>[], home: string): string =>
  all.length > 0 && all.every(({ area }) => isDemonstration(area)) ? DEMONSTRATION_AREA : home

export async function byCity(
  { places, indicators }: City,
  lang: Lang,
  all: Series[],
  direction: Definition['direction'],
) {
  const kind = (await places.area(homeOf(all, indicators.home))).kind
  const names = new Map((await places.areas({ kind })).map(({ id, names }) => [id, names[lang]]))
  const rows = all.flatMap(({ area, points }) => {
    const name = names.get(area)
    const latest = latestOf(points)
    return name && latest ? [{ area, name, ...latest }] : []
  })
  return rows.sort(
    (a, b) => (direction === 'lower' ? a.value - b.value : b.value - a.value) || a.name.localeCompare(b.name, lang),
  )
}
