/** Which quarter hours and which stretches of a series have changed. Pure. */
import type { Series } from '../readings/index.ts'
import type { Mark, Settled } from './types.ts'

export const QUARTER_MS = 15 * 60_000

export const quarterOf = (at: Date): Date => new Date(Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS)

/** Each quarter hour once. */
export function quartersOf(marks: readonly Mark[]): { seriesId: number; start: Date }[] {
  const quarters = new Map<string, { seriesId: number; start: Date }>()
  for (const { seriesId, firstAt, lastAt } of marks)
    for (let start = quarterOf(firstAt); start <= lastAt; start = new Date(start.getTime() + QUARTER_MS))
      quarters.set(`${seriesId} ${start.getTime()}`, { seriesId, start })
  return [...quarters.values()]
}

/** One for each series: where the stretches of it that changed begin and end. */
export function settledOf(marks: readonly Mark[], series: ReadonlyMap<number, Series>): Settled[] {
  const stretches = new Map<number, { from: number; to: number }>()
  for (const { seriesId, firstAt, lastAt } of marks) {
    const { from, to } = stretches.get(seriesId) ?? { from: Infinity, to: -Infinity }
    stretches.set(seriesId, { from: Math.min(from, firstAt.getTime()), to: Math.max(to, lastAt.getTime() + 1) })
  }
  return Array.from(stretches, ([seriesId, { from, to }]) => {
    const { entityId, attribute, datasetId } = series.get(seriesId)!
    return {
      ...{ seriesId, entityId, attribute, ...(datasetId !== undefined && { datasetId }) },
      ...{ from: new Date(from), to: new Date(to) },
    }
  })
}
