/** The detectors beside a table that is being written: they look at the very text, in a thread of their own where it is much. */
import { isAscii } from 'node:buffer'
import { Worker } from 'node:worker_threads'
import { createCopied } from './batch.ts'
import { createScanner } from './scan.ts'
import type { Detected, ScanColumn } from './types.ts'

/** So many texts are on their way to the thread before it is waited for. */
const UNDER_WAY_MAX = 4

/** `before`: so many cells of each row stand before those of the columns. `apart`: in a thread of their own. */
export type LookingOptions = { before?: number; apart?: boolean }
export type Looking = {
  /** Whole rows in PostgreSQL's text format of COPY. */
  take(text: Uint8Array): void | Promise<void>
  end(): Promise<Detected[]>
  /** Looks no further; after `end` it does nothing. */
  stop(): void
}

export const lookThrough = (columns: readonly ScanColumn[], options: LookingOptions = {}): Looking =>
  options.apart ? apart(columns, options) : here(columns, options)

export function here(columns: readonly ScanColumn[], { before = 0 }: LookingOptions = {}) {
  const scanner = createScanner(columns)
  const copied = createCopied(columns.length + before, before)
  return {
    take: (text: Uint8Array) => scanner.take(copied(textOf(text))),
    end: async () => scanner.end().findings,
    stop: () => {},
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(isAscii(bytes) ? 'latin1' : 'utf8')
}

/** The thread answers each text with a null, and the end with what it found. */
function apart(columns: readonly ScanColumn[], { before = 0 }: LookingOptions): Looking {
  const described = columns.map(({ name, title, type }) => ({ name, title, type }))
  const worker = new Worker(new URL('./looking-worker.ts', import.meta.url), { workerData: { columns: described, before } }) // prettier-ignore
  const found = Promise.withResolvers<Detected[]>()
  found.promise.catch(() => {})
  let waiting: PromiseWithResolvers<void> | undefined
  let failed: Error | undefined
  let underWay = 0
  worker.on('message', (answer: Detected[] | null) => {
    if (answer) return found.resolve(answer)
    underWay--
    waiting?.resolve()
  })
  const fail = (error: Error) => {
    failed ??= error
    found.reject(failed)
    waiting?.reject(failed)
  }
  worker.once('error', fail)
  worker.once('exit', (code) => fail(new Error(`the thread of the detectors ended with ${code}`)))
  return {
    async take(text) {
      if (failed) throw failed
      worker.postMessage(text)
      if (++underWay < UNDER_WAY_MAX) return
      waiting = Promise.withResolvers()
      await waiting.promise
    },
    end() {
      worker.postMessage(null)
      return found.promise
    },
    stop: () => void worker.terminate(),
  }
}
