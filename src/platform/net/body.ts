/** The body of an answer: decompressed, and never larger than allowed, before or after. */
import { pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { refuse } from './guard.ts'

export const ACCEPT_ENCODING = 'gzip, br'

const DECODERS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
}

/** The bytes as they were before `encoding`, failing as `explain` says. */
export function decoded(
  body: Readable,
  encoding: string,
  maxBytes: number,
  explain: (error: unknown) => unknown,
): Readable {
  // Until somebody reads, a failure has no other listener.
  body.on('error', () => {})
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return Readable.from(limited(body, maxBytes, explain), { objectMode: false })
  const decoder = DECODERS[name]
  if (!decoder) {
    body.destroy()
    throw refuse.undecodable({ encoding: name })
  }
  const received = Readable.from(limited(body, maxBytes, explain), { objectMode: false })
  const plain = pipeline(received, decoder(), () => {}) as unknown as Readable
  return Readable.from(limited(plain, maxBytes, explain), { objectMode: false })
}

async function* limited(body: Readable, maxBytes: number, explain: (error: unknown) => unknown) {
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw refuse.tooLarge({ limitBytes: maxBytes })
      yield chunk
    }
  } catch (error) {
    throw explain(error)
  }
}
