/**
 * Group commit: what arrives while one transaction is under way shares the next one. Whoever waits is answered when theirs
 * is committed; what cannot be stored is found by itself and harms nobody else's.
 */
import { isPassing } from '#platform/db'

/** In one transaction. */
const BATCH_MAX = 2_000

type Waiting<T> = { item: T; size: number; done: () => void; failed: (error: unknown) => void }

export function createCommits<T>(commit: (items: T[]) => Promise<void>) {
  const waiting: Waiting<T>[] = []
  let running: Promise<void> | undefined

  function taken(): Waiting<T>[] {
    let [count, size] = [0, 0]
    while (count < waiting.length && (count === 0 || size + waiting[count]!.size <= BATCH_MAX)) size += waiting[count++]!.size // prettier-ignore
    return waiting.splice(0, count)
  }

  async function settle(batch: Waiting<T>[]): Promise<void> {
    try {
      await commit(batch.map(({ item }) => item))
      for (const { done } of batch) done()
    } catch (error) {
      if (batch.length === 1 || isPassing(error)) {
        for (const { failed } of batch) failed(error)
        return
      }
      // By halves: one that cannot be stored costs a few transactions, not one for each message beside it.
      const half = batch.length >> 1
      await settle(batch.slice(0, half))
      await settle(batch.slice(half))
    }
  }

  async function run(): Promise<void> {
    // What has arrived together in one turn goes together.
    await new Promise((resolve) => setImmediate(resolve))
    while (waiting.length > 0) await settle(taken())
  }

  return {
    /** Resolves when it is committed. `size` is how much of a transaction it takes. */
    add(item: T, size = 1): Promise<void> {
      const committed = new Promise<void>((done, failed) => waiting.push({ item, size, done, failed }))
      running ??= run().finally(() => (running = undefined))
      return committed
    },
    /** When nothing waits any more. */
    idle: async (): Promise<void> => running,
  }
}
