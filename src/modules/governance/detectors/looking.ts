/** The detectors beside a table that is being written: they look at the very text, in a thread of their own where it is much. */
import { isAscii } from 'node:buffer'
import { startThread } from '#platform/threads'
import { createCopied } from './batch.ts'
import { createScanner } from './scan.ts'
import type { Detected, ScanColumn } from './types.ts'

/** `before`: so many cells of each row stand before those of the columns. `apart`: in a thread of their own. */
export type LookingOptions = { before?: number; apart?: boolean }
export type Looking = {
  /** Whole rows in PostgreSQL's text format of COPY; good until it has been waited for. */
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

function apart(columns: readonly ScanColumn[], { before = 0 }: LookingOptions): Looking {
  const described = columns.map(({ name, title, type }) => ({ name, title, type }))
  const program = new URL('./looking-worker.ts', import.meta.url)
  const { give, room, end, stop } = startThread<Detected[]>(program, { columns: described, before })
  return {
    take(text) {
      const free = room()
      const bytes = free.byteLength >= text.length ? free : new ArrayBuffer(text.length + (text.length >> 2))
      const copy = new Uint8Array(bytes, 0, text.length)
      copy.set(text)
      return give(copy, [bytes])
    },
    end,
    stop,
  }
}
