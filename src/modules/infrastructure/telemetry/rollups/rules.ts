/** Which quarter hours and which stretches of a series have changed. Pure. */
import type { Past, Period, Series } from '../readings/index.ts'
import type { Grain, Mark, Settled } from './types.ts'

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

/** What periods can be put together of without loss: undefined where only the readings themselves will do. */
export function grainWithin({ by, after, before }: Past, { unit, count, origin }: Period): Grain | undefined {
  if (unit !== 'second' || by === 'received') return undefined
  const times_s = [after, before, origin].filter((time) => time !== undefined).map((time) => Date.parse(time) / 1000)
  const fits = (length_s: number) => [count, ...times_s].every((at_s) => at_s % length_s === 0)
  return fits(3600) ? 'hour' : fits(QUARTER_MS / 1000) ? 'quarter' : undefined
}

/** Do the hours of that zone begin with those of the world? Not so where it is half an hour off. */
export function isOnTheHour(timeZone: string): boolean {
  const { format } = new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric' })
  return [0, 15_552_000_000].every((at_ms) => Number(format(at_ms)) === 0)
}
