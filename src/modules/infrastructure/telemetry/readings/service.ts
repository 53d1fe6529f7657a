/**
 * The verbs of readings. Whoever calls has seen to it that it is allowed.
 *
 * What is repeated is stored once: the same value at the same instant changes nothing. Another value at the same instant
 * takes the place of the one before: the sender has corrected itself.
 */
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import { instantOf, keyOf, monthOf } from './rules.ts'
import * as store from './store/series.ts'
import * as newest from './store/newest.ts'
import * as past from './store/past.ts'
import type { Past, PastSeries, Period, Point, Range, Reading, Series, Summary } from './types.ts'

const SERIES_KEPT_MAX = 200_000
export const POINTS_MAX = 10_000
export const PERIODS_MAX = 5_000

export type Needs = { db: Db; clock: Clock }
/** A series' unit is that of its first reading; another is said with the reading. */
type Kept = { id: number; unitCode?: string }

export type Readings = ReturnType<typeof createReadings>

export function createReadings({ db, clock }: Needs) {
  const known = new Map<string, Kept>()
  const months = new Set<string>()

  async function seriesIds(tx: Tx, readings: ReadonlyMap<string, Reading>): Promise<Map<string, Kept>> {
    const ids = new Map<string, Kept>()
    const missing: store.SeriesKey[] = []
    for (const [key, reading] of readings) {
      const id = known.get(key)
      if (!id) missing.push({ ...reading, isNumber: reading.value !== undefined })
      else ids.set(key, id)
    }
    if (missing.length === 0) return ids
    for (const one of await store.series(tx, missing)) {
      const kept = { id: one.id, unitCode: one.unitCode }
      ids.set(keyOf(one), kept)
      if (one.lasting) known.set(keyOf(one), kept)
    }
    for (const key of known.keys()) {
      if (known.size <= SERIES_KEPT_MAX) break
      known.delete(key)
    }
    return ids
  }

  async function ensureMonths(tx: Tx, needed: ReadonlySet<string>): Promise<void> {
    if ([...needed].every((month) => months.has(month))) return
    for (const month of await store.lastingMonths(tx)) months.add(month)
    for (const month of [...needed].sort()) if (!months.has(month)) await store.addMonth(tx, month)
  }

  return {
    /**
     * Stores each once, in the caller's transaction, however many there are in one statement. Gives how many were news.
     * Throws `readings.badTime`, `readings.tooFarAhead`.
     */
    async record(tx: Tx, readings: readonly Reading[]): Promise<number> {
      if (readings.length === 0) return 0
      const now = clock.now()
      const series = new Map<string, Reading>()
      const needed = new Set<string>()
      // Of two at one instant the later counts; the database refuses to be told both at once.
      const once = new Map<string, { key: string; at_ms: number; reading: Reading }>()
      for (const reading of readings) {
        const at_ms = instantOf(reading.observedAt, now)
        const month = monthOf(at_ms)
        if (month) needed.add(month)
        const key = keyOf(reading)
        if (!series.has(key)) series.set(key, reading)
        once.set(`${key}\n${at_ms}`, { key, at_ms, reading })
      }
      await ensureMonths(tx, needed)
      const ids = await seriesIds(tx, series)
      const rows = Array.from(once.values(), ({ key, at_ms, reading }) => {
        const { id, unitCode } = ids.get(key)!
        const { observedAt, value = null } = reading
        return { seriesId: id, at_ms, observedAt, value, content: contentOf(reading, unitCode) }
      })
      // In one order, so that two batches do not wait for each other.
      rows.sort((a, b) => a.seriesId - b.seriesId || a.at_ms - b.at_ms)
      return store.addReadings(tx, rows, now)
    },

    /** Of each series the newest `most`, in the order of time. */
    past: (asked: Past, most = POINTS_MAX): Promise<PastSeries[]> => past.past(db, asked, Math.min(most, POINTS_MAX)),
    /** Each series put together by periods, the newest `PERIODS_MAX` of them. */
    summaries: (asked: Past, period: Period): Promise<Summary[]> => past.summaries(db, asked, period, PERIODS_MAX),
    /** Takes away what was read, of an entity or of one of its attributes. How much it was. */
    forget: past.forget,
    forgetOne: past.forgetOne,

    /** For other rooms, in their transaction: what came after a time, and of which things an attribute was read. */
    after: newest.after,
    readAt: newest.readAt,

    seriesOf: (entityId: string): Promise<Series[]> => store.seriesOfEntity(db, entityId),

    /** The raw readings of a series, newest first, at most `POINTS_MAX`. */
    raw: (seriesId: number, range: Range = {}, most = POINTS_MAX): Promise<Point[]> =>
      store.points(db, seriesId, range, Math.min(most, POINTS_MAX)),
  }
}

/** Of a number nothing but what its series does not say already. */
function contentOf({ content, value, unitCode }: Reading, usual: string | undefined): object | null {
  if (content) return content
  return value !== undefined && unitCode === usual ? null : { ...(unitCode !== undefined && { unitCode }) }
}
