/** The file as pieces of a handy size, from whatever it came; counts, limits and stops. */
import { createReadStream } from 'node:fs'
import { refuse } from './refusals.ts'
import type { Head, Source, TableSource } from './types.ts'

export const FILE_BYTES_MAX = 2 ** 31
const PIECE_BYTES = 2 ** 18

type Limits = { signal?: AbortSignal; bytesMax?: number }

/** The file from its beginning. */
export const streamOf = (source: TableSource): Source => (typeof source === 'function' ? source() : source)

/**
 * Yields pieces of about 256 kB: smaller ones are joined, larger ones cut, so that later work per piece is bounded. Each is
 * good until the next is asked for.
 */
export async function* pieces(
  source: Source,
  { signal, bytesMax = FILE_BYTES_MAX }: Limits,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let total = 0
  for await (const chunk of chunks(source, signal)) {
    total += chunk.length
    if (total > bytesMax) throw refuse.tooLarge({ bytesMax, megabytesMax: Math.floor(bytesMax / 1e6) })
    if (heldBytes + chunk.length < PIECE_BYTES) {
      // Copied: a stream may use its buffer again.
      held.push(new Uint8Array(chunk))
      heldBytes += chunk.length
      continue
    }
    const joined = heldBytes > 0 ? Buffer.concat([...held, chunk]) : chunk
    held = []
    heldBytes = 0
    for (let at = 0; at < joined.length; at += PIECE_BYTES) {
      signal?.throwIfAborted()
      yield joined.subarray(at, at + PIECE_BYTES)
    }
  }
  if (heldBytes > 0) yield Buffer.concat(held)
}

async function* chunks(source: Source, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted()
  if (source instanceof Uint8Array) return yield source
  if (typeof source === 'string') return yield* createReadStream(source, { highWaterMark: PIECE_BYTES, signal })
  if (!signal) return yield* source
  yield* untilAborted(source, signal)
}

/** A stream that hangs must not keep an aborted reading waiting. */
async function* untilAborted(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason as Error)
  aborted.catch(() => {})
  signal.addEventListener('abort', abort, { once: true })
  let done = false
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted])
      done = next.done === true
      if (next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', abort)
    // Not awaited: a hanging stream answers its return only after the piece it owes.
    if (!done) void iterator.return?.()?.catch(() => {})
  }
}

/** The beginning, enough to judge the rest by. */
export async function readHead(input: AsyncGenerator<Uint8Array>, bytesMin: number): Promise<Head> {
  const held: Uint8Array[] = []
  let bytes = 0
  while (bytes < bytesMin) {
    const next = await input.next()
    if (next.done) break
    // Copied, as below.
    held.push(new Uint8Array(next.value))
    bytes += next.value.length
  }
  return { bytes: Buffer.concat(held), whole: bytes < bytesMin, rest: input }
}

/** All of it, for formats that cannot be read otherwise. Throws `reading.tooLarge`. */
export async function gathered({ bytes, whole, rest }: Head, bytesMax: number): Promise<Uint8Array> {
  if (whole) return bytes
  const held = [bytes]
  let total = bytes.length
  for await (const piece of rest) {
    total += piece.length
    if (total > bytesMax) throw refuse.tooLarge({ bytesMax, megabytesMax: bytesMax / 1e6 })
    held.push(piece)
  }
  return Buffer.concat(held)
}
