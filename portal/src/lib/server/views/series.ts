/** A series as pages tell it: its latest figure, what it changed from, where it stands among others. Pure. */
import type { Definition, Point } from '#indicators'

export type Known<P extends { value: number | null } = Point> = P & { value: number }
export const isKnown = <P extends { value: number | null }>(point: P): point is Known<P> => point.value !== null

export const latestOf = (points: Point[]): Known | undefined => points.filter(isKnown).at(-1)

/** The last figure, the one before it and all of them, for a small picture beside the number. */
export function headline(points: Point[]) {
  const known = points.filter(isKnown)
  const last = known.at(-1)
  const before = known.at(-2)
  return {
    period: last?.period,
    value: last?.value ?? null,
    status: last?.status,
    previous: before && { period: before.period, value: before.value },
    series: points.map(({ value }) => value),
  }
}

/** A growth past this says more of the time that went by than of the city. */
const SHARE_MAX = 10

/** How much the last figure differs from the first, as a share; undefined where that would say nothing. */
export function changeSince(points: Point[]) {
  const known = points.filter(isKnown)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last || first.value <= 0) return undefined
  const share = last.value / first.value - 1
  return share < SHARE_MAX ? { from: first, share } : undefined
}

/** The breaks of the city's own series: those of the definition that concern it, and those that figures carry. */
export function breaksOf(definition: Definition, area: string) {
  return (definition.breaks ?? []).filter(({ areas }) => !areas || areas.includes(area))
}
