/**
 * The pulse: about once a second what has come in is rolled up and, in the same transaction, told to those who listen in
 * this process. Several processes divide the marks among them; one that dies leaves its own to the others.
 *
 * A listener that throws undoes what it did itself and nothing else. What it was told is told again later, to every
 * listener, each series then on its own, so that one that cannot be digested holds up no other; so a listener must not
 * mind hearing twice. After `TRIES_MAX` times the house gives up on it, and says so.
 */
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#platform/clock'
import { isPassing, type Db, type Tx } from '#platform/db'
import type { Series } from '../readings/index.ts'
import { quartersOf, settledOf } from './rules.ts'
import * as store from './store.ts'
import type { Mark, Settled } from './types.ts'

const POLL_MS = 1_000
const MARKS_MAX = 4_000
/** Marks that were taken before what they leave behind is cleared away. */
const CLEARED_AFTER = 100_000
const TRIES_MAX = 8
const AGAIN_MS = 2_000
const PULSES_KEPT_MS = 10 * 60_000
/** A pulse may be committed so much later than another that took its number after it. */
const OVERTAKEN_MS = 60_000

export type Needs = { db: Db; clock: Clock; timezone: string; onError?: (error: unknown) => void }
export type Listener = (tx: Tx, settled: Settled[]) => Promise<void>
type Later = Mark & { due: Date }
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
      const failed = await tellAll(tx, marks, series)
      if (failed.length > 0) await store.putBack(tx, failed)
      return marks.length
    })

  /** Gives the marks that somebody could not digest, with the time at which they are tried again. */
  async function tellAll(tx: Tx, marks: readonly Mark[], series: ReadonlyMap<number, Series>): Promise<Later[]> {
    const fresh = marks.filter(({ tries }) => tries === 0)
    const alone = new Map<number, Mark[]>()
    for (const mark of marks.filter(({ tries }) => tries > 0))
      alone.set(mark.seriesId, [...(alone.get(mark.seriesId) ?? []), mark])
    const again: Later[] = []
    for (const group of [fresh, ...alone.values()]) {
      if (group.length === 0 || (await tell(tx, settledOf(group, series)))) continue
      for (const mark of group) {
        const due = new Date(clock.now().getTime() + AGAIN_MS * 2 ** mark.tries)
        if (mark.tries < TRIES_MAX) again.push({ ...mark, tries: mark.tries + 1, due })
        else onError(new Error(`the pulse gives up on telling of series ${mark.seriesId}`))
      }
    }
    return again
  }

  /** False where a listener threw. */
  async function tell(tx: Tx, settled: Settled[]): Promise<boolean> {
    let isHeard = true
    for (const listener of listeners) {
      try {
        await store.undoable(tx, () => listener(tx, settled))
      } catch (error) {
        // Nothing can be undone on a database that is away: the whole round is tried again.
        if (isPassing(error)) throw error
        onError(error)
        isHeard = false
      }
    }
    return isHeard
  }

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
