/** A series as analysis reads it: its figures in order of time, and the part of it that can be read as one. Pure. */
import { comparePeriods, parsePeriod } from '#indicators'
import type { AnalysisInput, KnownIndicator } from '../types/index.ts'

export type Point = { period: string; value: number; status: 'A' | 'P' | 'E' | 'B' }

export const yearOf = (period: string): number => Number(period.slice(0, 4))
/** The same part of the year before. */
export const yearBefore = (period: string): string => `${yearOf(period) - 1}${period.slice(4)}`

export function pointsOf({ series }: Pick<KnownIndicator, 'series'>, area: string): Point[] {
  return (series[area] ?? [])
    .map(([period, value, status]) => ({ period, value, status }))
    .sort((a, b) => comparePeriods(a.period, b.period))
}

/** The periods from which on the series is not comparable with what was before, in order of time. */
export function breaksOf(areas: AnalysisInput['areas'], indicator: KnownIndicator, area: string): string[] {
  const stated = indicator.breaks.filter((one) => !one.areas || one.areas.includes(area)).map(({ period }) => period)
  const own = areas.find(({ id }) => id === area)?.breaks ?? []
  const marked = pointsOf(indicator, area).filter(({ status }) => status === 'B')
  return [...new Set([...stated, ...own, ...marked.map(({ period }) => period)])].sort(comparePeriods)
}

/** The figures after the last break, and that break where anything lies before it. */
export function lastPart(points: readonly Point[], breaks: readonly string[]) {
  const cut = breaks.findLast((period) => {
    const from = points.findIndex((point) => comparePeriods(point.period, period) >= 0)
    return from > 0
  })
  return {
    points: cut === undefined ? [...points] : points.filter(({ period }) => comparePeriods(period, cut) >= 0),
    since: cut,
  }
}

/** One figure a year: the yearly ones where there are any, else those of the same part of the year as the last. */
export function yearly(points: readonly Point[]): Point[] {
  const years = points.filter(({ period }) => parsePeriod(period)?.kind === 'year')
  if (years.length > 0) return years
  const part = points.at(-1)?.period.slice(4)
  return points.filter(({ period }) => period.slice(4) === part)
}
