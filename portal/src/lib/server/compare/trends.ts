/** One indicator over time among many: small, with the city, those chosen and all others. Pure. */
import type { Series } from '#indicators'
import { round } from '#lib/server/charts/svg.ts'
import { yearsOf } from '#lib/server/charts/time.ts'
import { isKnown, latestOf } from '#lib/server/views/series.ts'
import type { Member } from './catalogue.ts'

/** As many as there are colours: a line says whose it is by its colour alone. */
export const TRACED_MAX = 5
const WIDTH = 300
const HEIGHT = 100

export type Traced = Member & { path: string; own: boolean; series: number; latest: { period: string; value: number } }
export type Multiple = {
  viewBox: string
  /** The lines of those that are not named, as one path. */
  others: string
  count: number
  named: Traced[]
  low: number
  high: number
  first: string
  last: string
}

/** Undefined where there is nothing to draw. `breaks` are periods before which every series breaks. */
export function multipleOf(
  all: Series[],
  cities: Member[],
  chosen: Set<string>,
  breaks: Set<string>,
): Multiple | undefined {
  const home = cities[0]!.id
  const known = new Map(cities.map((city) => [city.id, city]))
  const drawn = all.filter(({ area, points }) => known.has(area) && points.some(isKnown))
  const figures = drawn.flatMap(({ points }) => points.filter(isKnown))
  if (figures.length === 0) return undefined
  const values = figures.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const periods = [...new Set(figures.map(({ period }) => period))].sort((a, b) => yearsOf(a) - yearsOf(b))
  const [first, last] = [periods[0]!, periods.at(-1)!]
  const x = scale(yearsOf(first), yearsOf(last), 0, WIDTH)
  const y = scale(low, high, HEIGHT, 0)
  const path = (points: Series['points']) => pathOf(points, breaks, (period) => x(yearsOf(period)), y)
  const ids = [...chosen]
  const isNamed = (area: string) => area === home || chosen.has(area)
  const rest = drawn.filter(({ area }) => !isNamed(area))
  const named = drawn
    .filter(({ area }) => isNamed(area))
    .map(({ area, points }) => ({
      ...known.get(area)!,
      path: path(points),
      own: area === home,
      series: 1 + ids.indexOf(area),
      latest: latestOf(points)!,
    }))
    .sort((a, b) => Number(b.own) - Number(a.own) || a.series - b.series)
  return {
    ...{ viewBox: `0 0 ${WIDTH} ${HEIGHT}`, low, high, first, last, named },
    others: rest.map(({ points }) => path(points)).join(''),
    count: rest.length,
  }
}

/** A line is broken where a figure is missing and where the series is; a figure alone is a dot. */
function pathOf(
  points: Series['points'],
  breaks: Set<string>,
  x: (period: string) => number,
  y: (value: number) => number,
) {
  let path = ''
  let drawing = false
  for (const [i, { period, value, status }] of points.entries()) {
    if (value === null) {
      drawing = false
      continue
    }
    if (status === 'B' || breaks.has(period)) drawing = false
    const place = `${round(x(period))} ${round(y(value))}`
    const alone = !drawing && (points[i + 1]?.value ?? null) === null
    path += `${drawing ? 'L' : 'M'}${place}${alone ? 'h0' : ''}`
    drawing = true
  }
  return path
}

const scale = (from: number, to: number, start: number, end: number) => (value: number) =>
  to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start)
