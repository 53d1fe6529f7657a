/** The detectors beside a table that is being written: they look at the very text, in a thread of their own where it is much. */
import { isAscii } from 'node:buffer'
import type { CopyText } from '#platform/copy'
import { startThread } from '#platform/threads'
import { ofCopied } from './batch.ts'
import { createScanner } from './scan.ts'
import type { Detected, ScanColumn } from './types.ts'

/** `before`: so many cells of each row stand before those of the columns. `apart`: in a thread of their own. */
export type LookingOptions = { before?: number; apart?: boolean }
export type Looking = {
  /** Whole rows in PostgreSQL's text format of COPY; good until it has been waited for. */
  take(text: CopyText): void | Promise<void>
  end(): Promise<Detected[]>
  /** Looks no further; after `end` it does nothing. */
  stop(): void
}

export const lookThrough = (columns: readonly ScanColumn[], options: LookingOptions = {}): Looking =>
  options.apart ? apart(columns, options) : here(columns, options)

/** What a thread is given of a text. */
export type Lent = { bytes: Uint8Array; ends: Uint32Array }

export function here(columns: readonly ScanColumn[], { before = 0 }: LookingOptions = {}) {
  const scanner = createScanner(columns)
  return {
    take({ bytes, ends }: Lent) {
      const ascii = isAscii(bytes)
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(ascii ? 'latin1' : 'utf8')
      scanner.take(ofCopied(text, ends, columns.length + before, before, ascii ? bytes : undefined))
    },
    end: async () => scanner.end().findings,
    stop: () => {},
  }
}

function apart(columns: readonly ScanColumn[], { before = 0 }: LookingOptions): Looking {
  const described = columns.map(({ name, title, type }) => ({ name, title, type }))
  const program = new URL('./looking-worker.ts', import.meta.url)
  const { give, room, end, stop } = startThread<Detected[]>(program, { columns: described, before })
  return {
    take({ bytes, ends }) {
      const length = ends.byteLength + bytes.length
      const free = room()
      const lent = free.byteLength >= length ? free : new ArrayBuffer(length + (length >> 2))
      const copy: Lent = { ends: new Uint32Array(lent, 0, ends.length), bytes: new Uint8Array(lent, ends.byteLength, bytes.length) } // prettier-ignore
      copy.ends.set(ends)
      copy.bytes.set(bytes)
      return give(copy, [lent])
    },
    end,
    stop,
  }
}
