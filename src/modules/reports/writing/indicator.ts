/** One indicator as a report shows it: its figure, what it changed from, where the city stands, the series behind it. Pure. */
import { COMPARED_MIN, positionsOf, type Definition, type Point, type Series } from '#indicators'
import { median } from '#stats'
import type { Break, Figure, Indicator } from '../types/index.ts'

/** A picture of more years says no more. */
const YEARS_SHOWN = 20

export type Known = {
  definition: Definition
  /** In every area, the city's own among them. */
  series: Series[]
  /** Of the measures that it reads, and of the city itself. */
  breaks: (Break & { areas?: string[] })[]
}
export type Where = {
  area: string
  year: number
  peers: ReadonlySet<string>
  /** The period in which each is compared; those not named are not. All by their own last one where nothing is said. */
  comparedIn?: ReadonlyMap<string, string>
}

/** Another city's figures by period. */
type Other = { area: string; points: Map<string, KnownPoint> }

export function indicatorOf(
  { definition, series, breaks: inherited }: Known,
  { area, year, peers, comparedIn }: Where,
): Indicator {
  const own = (series.find((one) => one.area === area)?.points ?? []).filter(({ period }) => yearOf(period) <= year)
  const shown = own.filter(({ period }) => yearOf(period) > year - YEARS_SHOWN)
  const latest = own.findLast(isKnown)
  const others = series.filter((one) => one.area !== area && peers.has(one.area)).map(otherOf)
  const period = comparedIn ? comparedIn.get(definition.id) : latest?.period
  const compared = own.filter(isKnown).find((point) => point.period === period)
  const breaks = breaksOf([...(definition.breaks ?? []), ...inherited], own, area, year)
  return {
    ...{ id: definition.id, version: definition.version, names: definition.names, unit: definition.unit },
    ...{ decimals: definition.decimals, direction: definition.direction },
    ...{ formula: definition.formula, method: definition.method, approximates: definition.approximates },
    value: latest && figureOf(latest),
    change: latest && changeOf(own, latest, breaks),
    peers: compared && standingOf(definition, area, compared, others),
    series: shown.map(({ period, value, status, seq }) => ({ period, value, status, seq })),
    medians: mediansOf(
      shown.map(({ period }) => period),
      others,
    ),
    breaks,
    reason: latest ? undefined : own.at(-1)?.reason,
    datasets: [],
    files: [],
  }
}

type KnownPoint = Point & { value: number }
const isKnown = (point: Point): point is KnownPoint => point.value !== null

const otherOf = ({ area, points }: Series): Other => ({
  area,
  points: new Map(points.filter(isKnown).map((point) => [point.period, point])),
})

export const yearOf = (period: string): number => Number(period.slice(0, 4))

const figureOf = ({ period, value, status, seq }: KnownPoint): Figure => ({ period, value, status, seq })

/** Breaks that are told for this area, and those that the figures themselves carry. */
function breaksOf(stated: Known['breaks'], own: Point[], area: string, year: number): Break[] {
  const told = stated.filter(({ areas, period }) => (!areas || areas.includes(area)) && yearOf(period) <= year)
  const carried = own.filter(({ period, status }) => status === 'B' && !told.some((one) => one.period === period))
  const all = [
    ...told.map(({ period, note, source }): Break => ({ period, note, source })),
    ...carried.map(({ period }): Break => ({ period })),
  ]
  const once = new Map(all.map((one) => [`${one.period} ${one.note?.en ?? ''}`, one]))
  return [...once.values()].sort((a, b) => (a.period < b.period ? -1 : 1))
}

function changeOf(own: Point[], latest: KnownPoint, breaks: Indicator['breaks']): Indicator['change'] {
  const before = `${yearOf(latest.period) - 1}${latest.period.slice(4)}`
  const from = own.filter(isKnown).find(({ period }) => period === before)
  if (!from) return undefined
  const broken = breaks.some(({ period }) => period > before && period <= latest.period)
  return { from: figureOf(from), by: latest.value - from.value, broken }
}

function standingOf({ direction }: Definition, area: string, own: KnownPoint, others: Other[]): Indicator['peers'] {
  const { period, value, seq } = own
  const figures = othersAt(others, period)
  const rank = positionsOf([{ area, value }, ...figures], direction).get(area)?.rank
  const middle = median(figures.map(({ value }) => value))
  return rank === undefined || middle === undefined ? undefined : { period, value, seq, median: middle, rank, figures }
}

function mediansOf(periods: string[], others: Other[]): Indicator['medians'] {
  return periods.flatMap((period) => {
    const figures = othersAt(others, period)
    const middle = median(figures.map(({ value }) => value))
    return middle === undefined || figures.length + 1 < COMPARED_MIN
      ? []
      : [{ period, median: middle, cities: figures.length }]
  })
}

const othersAt = (others: Other[], period: string): { area: string; value: number; seq: number }[] =>
  others.flatMap(({ area, points }) => {
    const point = points.get(period)
    return point ? [{ area, value: point.value, seq: point.seq }] : []
  })
