/** The verbs of history. Whoever calls has seen to it that it is allowed. */
import type { Db } from '#platform/db'
import type { Readings } from '../readings/index.ts'
import type { Rollups } from '../rollups/index.ts'
import { completenessOf, grainFor, type Completeness } from './rules.ts'
import * as store from './store.ts'
import type { History, HistoryPoint, Latest, Span, Which } from './types.ts'

export const HISTORY_POINTS_MAX = 5_000
const POINTS = 500
const SHORT_MS = 4 * 86_400_000
/** From so many of the newest readings one knows what is usual. */
const STEPS = 500

export type HistoryRoom = ReturnType<typeof createHistory>

export type Needs = { db: Db; timezone: string; readings: Readings; rollups: Rollups }

export function createHistory({ db, timezone, readings, rollups }: Needs) {
  async function raw(seriesId: number, { from, to }: Span, points: number): Promise<HistoryPoint[]> {
    const range = { ...(from && { from: from.toISOString() }), ...(to && { to: to.toISOString() }) }
    const newestFirst = await readings.raw(seriesId, range, points)
    return newestFirst.reverse().map(({ observedAt, value, content }) => ({
      ...{ at: observedAt, count: 1, mean: value, min: value, max: value, sum: value, last: value },
      ...(content && { content }),
    }))
  }

  return {
    /**
     * The readings where they are few; where they are many what they were by quarter hours, hours, days or months, whichever
     * fits into so many points. What is no number is given by its newest readings. Undefined where there is no such series.
     */
    async of(which: Which, span: Span = {}, points = POINTS): Promise<History | undefined> {
      const found = await store.find(db, which, span, timezone)
      if (!found) return undefined
      const { series, isNumber, clearedBefore, days } = found
      const most = Math.max(1, Math.min(Math.floor(points), HISTORY_POINTS_MAX))
      // Within a few days their first and last would count too much.
      const isShort = span.from && span.to && span.to.getTime() - span.from.getTime() < SHORT_MS
      const { first, last, count } = isShort ? await store.extent(db, series.id, span, most + 1) : days
      const isCleared = clearedBefore !== null && days.first !== null && days.first < clearedBefore
      if (!isNumber || (count <= most && !isCleared)) {
        const all = await raw(series.id, span, most + 1)
        return { series, grain: 'raw', points: all.slice(-most), partial: all.length > most }
      }
      const grain = grainFor(first ?? days.first!, last ?? days.last!, most)
      const buckets = await rollups.of([series.id], grain, span)
      const all = buckets.map(({ start, count, mean, min, max, sum, last }) => ({ at: start, count, mean, min, max, sum, last })) // prettier-ignore
      return { series, grain, points: all.slice(-most), partial: all.length > most }
    },

    /** What is kept of an entity. */
    series: readings.seriesOf,

    /** The usual time between two readings of the series. */
    usualStep_ms: (seriesId: number): Promise<number | undefined> => store.usualStep_ms(db, seriesId, STEPS),

    /** How much of what was to be expected came, by the whole quarter hours of the span; undefined where nothing is usual. */
    async completeness(seriesId: number, { from, to }: Required<Span>): Promise<Completeness | undefined> {
      const step_ms = await store.usualStep_ms(db, seriesId, STEPS)
      if (step_ms === undefined) return undefined
      return completenessOf(await rollups.count(seriesId, { from, to }), to.getTime() - from.getTime(), step_ms)
    },

    /** The newest reading of each series of these entities. */
    latest: (entityIds: readonly string[]): Promise<Latest[]> => store.latest(db, entityIds),
  }
}
