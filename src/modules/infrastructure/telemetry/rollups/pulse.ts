/**
 * The pulse: about once a second what has come in is rolled up and, in the same transaction, told to those who listen in
 * this process. Several processes divide the marks among them; one that dies leaves its own to the others.
 */
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { quartersOf } from './rules.ts'
import * as store from './store.ts'
import { told, type Listener } from './telling.ts'

const POLL_MS = 1_000
const MARKS_MAX = 4_000
/** Marks that were taken before what they leave behind is cleared away. */
const CLEARED_AFTER = 100_000
const PULSES_KEPT_MS = 10 * 60_000
/** A pulse may be committed so much later than another that took its number after it. */
const OVERTAKEN_MS = 60_000

export type Needs = { db: Db; clock: Clock; timezone: string; onError?: (error: unknown) => void }
export type Pulse = ReturnType<typeof createPulse>

export function createPulse({ db, clock, timezone, onError = () => {} }: Needs) {
  const listeners: Listener[] = []
  let taken = 0
  let swept_ms = 0

  /** Rolls up some of what waits, and tells of it. How many marks those were. */
  const settleSome = (): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const now = clock.now()
      const marks = await store.takeMarks(tx, now, MARKS_MAX)
      if (marks.length === 0) return 0
      const ids = [...new Set(marks.map(({ seriesId }) => seriesId))]
      const series = new Map((await store.lockSeries(tx, ids)).map((one) => [one.id, one]))
      await store.recompute(tx, quartersOf(marks), timezone)
      await store.addPulse(tx, now, [...new Set(Array.from(series.values(), ({ entityId }) => entityId))])
      const failed = await told({ tx, now, listeners, onError }, marks, series)
      if (failed.length > 0) await store.putBack(tx, failed)
      return marks.length
    })

  async function sweep(): Promise<void> {
    const now_ms = clock.now().getTime()
    if (Math.abs(now_ms - swept_ms) > PULSES_KEPT_MS / 2) {
      swept_ms = now_ms
      await store.forgetPulses(db, new Date(now_ms - PULSES_KEPT_MS))
    }
    if (taken < CLEARED_AFTER) return
    taken = 0
    await store.clearUp(db)
  }

  let stopping: AbortController | undefined
  let loop: Promise<void> | undefined

  /** Settles everything that waits, unless it is told to stop. */
  async function once(signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted && (await store.isAnyDue(db, clock.now()))) {
      const count = await settleSome()
      taken += count
      await sweep()
      // What is left another process is at.
      if (count === 0) break
    }
    await sweep()
  }

  return {
    /** Hears, in the transaction that rolls it up, of everything that has come in. */
    on: (listener: Listener): void => void listeners.push(listener),
    once: (): Promise<void> => once(),
    /**
     * A change feed for one reader, who asks more often than once a minute: each call gives of which entities something has
     * come in since the last one, the first one of the minute before it.
     */
    reader(): () => Promise<string[]> {
      const seen = new Map<number, Date>()
      return async () => {
        const from = new Date(clock.now().getTime() - OVERTAKEN_MS)
        for (const [seq, at] of seen) if (at < from) seen.delete(seq)
        const fresh = await store.pulsesSince(db, from, [...seen.keys()])
        for (const { seq, at } of fresh) seen.set(seq, at)
        return [...new Set(fresh.flatMap(({ entityIds }) => entityIds))]
      }
    },
    start(): void {
      stopping = new AbortController()
      const { signal } = stopping
      loop = (async () => {
        while (!signal.aborted) {
          await once(signal).catch(onError)
          await setTimeout(POLL_MS, undefined, { signal }).catch(() => {})
        }
      })()
    },
    async stop(): Promise<void> {
      stopping?.abort()
      await loop
    },
  }
}
