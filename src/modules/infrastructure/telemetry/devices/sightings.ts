/** When devices were last seen, and with what: gathered in memory and written down every few seconds. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { Refusal } from '#platform/errors'
import * as store from './store/devices.ts'
import { SAMPLE_CHARS_MAX } from './types.ts'

const EVERY_MS = 2_000

/** PostgreSQL keeps any text but these. */
const keepable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')
const sampleOf = (payload: Uint8Array): string =>
  keepable(new TextDecoder().decode(payload.subarray(0, SAMPLE_CHARS_MAX)))
const detailsOf = (details: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? keepable(value) : value]),
  )

export function createSightings(db: Db, clock: Clock, onError: (error: unknown) => void = () => {}) {
  let seen = new Map<string, store.Seen & { payload?: Uint8Array }>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  function flush(): Promise<void> {
    const batch = [...seen.values()]
    seen = new Map()
    if (batch.length === 0) return writing
    const rows = batch.map(({ payload, ...one }) => ({ ...one, ...(payload && { sample: sampleOf(payload) }) }))
    writing = writing.then(() => store.markSeen(db, rows)).catch(onError)
    return writing
  }

  return {
    /** A message came; with `error` it was not taken. */
    note(id: string, payload: Uint8Array, error?: unknown): void {
      const at = clock.now()
      const before = seen.get(id) ?? { id, at, received: 0, rejected: 0 }
      seen.set(id, {
        ...{ ...before, at, payload, received: before.received + 1, rejected: before.rejected + (error ? 1 : 0) },
        ...(error instanceof Refusal && {
          problem: {
            ...{ at: at.toISOString(), code: error.code, details: detailsOf(error.details), sample: sampleOf(payload) },
          },
        }),
      })
      timer ??= setTimeout(() => {
        timer = undefined
        void flush()
      }, EVERY_MS).unref()
    },
    /** Everything noted is written down. */
    async settled(): Promise<void> {
      clearTimeout(timer)
      timer = undefined
      await flush()
    },
  }
}
