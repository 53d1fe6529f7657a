/**
 * The change feed: read once a second, once in this process for all who watch, and not at all while nobody does. What has
 * settled (the pulse) is told at once; a slower look finds what changed without a reading.
 */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import * as store from './store.ts'
import { THINGS_MAX } from './types.ts'

export const TICK_MS = 1_000
const SLOW_MS = 30_000
const PULSES_MAX = 500
/** Pulses get their numbers before they are seen: whoever comes again is told of so many before as well. */
const LOOK_BACK = 50
const CHANGED_MAX = 10_000

export type Needs = {
  db: Db
  clock: Clock
  /** What may be seen of all that changed since, oldest first. */
  changedSince(since: Date, most: number): Promise<{ id: string; current: boolean; at: Date }[]>
  /** Of which things something has come in since it was last asked. */
  settled(): Promise<string[]>
  /** Somebody watches. */
  isWatched(): boolean
  tell(ids: readonly string[], gone: readonly string[], seq: number): Promise<void>
  onError(error: unknown): void
}
export type Feed = ReturnType<typeof createFeed>

export function createFeed({ db, clock, settled, changedSince, isWatched, tell, onError }: Needs) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let [looked, lookedAt] = [new Date(0), 0]

  /** What was before is in the state that each viewer begins with. */
  async function begin(): Promise<void> {
    await settled()
    looked = clock.now()
    lookedAt = performance.now()
  }

  async function slowly(ids: Set<string>, gone: Set<string>): Promise<void> {
    if (performance.now() - lookedAt < SLOW_MS) return
    lookedAt = performance.now()
    const rows = await changedSince(looked, CHANGED_MAX)
    for (const { id, current, at } of rows) {
      ;(current ? ids : gone).add(id)
      if (at > looked) looked = at
    }
  }

  async function tick(isFirst: boolean): Promise<void> {
    if (isFirst) await begin()
    // Named before what it names is read: whoever goes on from here misses nothing.
    const { last } = await store.pulsesKept(db)
    const ids = new Set(await settled())
    const gone = new Set<string>()
    await slowly(ids, gone)
    if (ids.size + gone.size > 0) await tell([...ids], [...gone], last)
  }

  function next(isFirst = false): void {
    timer = setTimeout(
      () => {
        running = tick(isFirst)
          .catch(onError)
          .finally(() => {
            timer = undefined
            if (isWatched()) next()
          })
      },
      isFirst ? 0 : TICK_MS,
    )
    timer.unref()
  }

  return {
    /** Somebody has come. */
    wake(): void {
      if (timer === undefined) next(true)
    },
    /** Where who comes again goes on: the things that have settled since; undefined where that is not known any more. */
    async since(seq: number): Promise<string[] | undefined> {
      const { first, last: newest } = await store.pulsesKept(db)
      if (!(seq >= first && seq <= newest)) return undefined
      const rows = await store.pulsesAfter(db, seq - LOOK_BACK, PULSES_MAX)
      if (rows.length === PULSES_MAX) return undefined
      const ids = new Set(rows.flatMap(({ entity_ids }) => entity_ids))
      return ids.size > THINGS_MAX ? undefined : [...ids]
    },
    async stop(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      await running
    },
  }
}
