/** The parts of a package: named, counted, and unpacked no further than allowed. */
import { crc32, createInflateRaw } from 'node:zlib'
import { fromBufferPromise, type Entry } from 'yauzl'
import { refuse } from '../refusals.ts'

export const PACKAGE_BYTES_MAX = 100_000_000
const ENTRIES_MAX = 5_000
/** Of all parts that are read, unpacked. */
const UNPACKED_BYTES_MAX = 1_000_000_000

/** A part, unpacked as it is read, once. */
export type Part = AsyncIterable<Uint8Array>
export type Package = {
  names: readonly string[]
  /** Undefined where there is no such part. Throws `reading.unpacksTooLarge`; reading it, `reading.xlsxMalformed`. */
  open(name: string, bytesMax: number): Promise<Part | undefined>
}

/** Throws `reading.xlsxMalformed`. */
export async function openPackage(bytes: Uint8Array): Promise<Package> {
  const entries = new Map<string, Entry>()
  // A part that is read again takes no more room than once.
  const opened = new Set<Entry>()
  let unpacked = 0
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      lazyEntries: true,
    })
    if (zip.entryCount > ENTRIES_MAX) throw refuse.unpacksTooLarge({ part: 'zip', megabytesMax: 0 })
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
    return {
      names: [...entries.keys()],
      async open(name, bytesMax) {
        const entry = entries.get(name.toLowerCase())
        if (!entry) return undefined
        if (!opened.has(entry)) unpacked += entry.uncompressedSize
        opened.add(entry)
        if (entry.uncompressedSize > bytesMax || unpacked > UNPACKED_BYTES_MAX)
          throw refuse.unpacksTooLarge({ part: name, megabytesMax: Math.floor(bytesMax / 1e6) })
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch((error) => {
          throw malformed(name, error)
        })
        return unpackedBytes(entry, bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize), name)
      },
    }
  } catch (error) {
    throw malformed('zip', error)
  }
}

const [STORED, DEFLATED] = [0, 8]

/** No more bytes than were declared, and only these: a package that is damaged is not read as something else. */
async function* unpackedBytes(entry: Entry, packed: Uint8Array, name: string): AsyncGenerator<Uint8Array> {
  const { compressionMethod: method, uncompressedSize: size } = entry
  if (entry.isEncrypted() || (method !== STORED && method !== DEFLATED)) throw wrong(name, 'compression')
  let bytes = 0
  let sum = 0
  try {
    for await (const piece of method === STORED ? [packed] : inflated(packed)) {
      bytes += piece.length
      sum = crc32(piece, sum)
      if (bytes > size) break
      yield piece
    }
  } catch (error) {
    throw malformed(name, error)
  }
  if (bytes !== size || sum !== entry.crc32) throw wrong(name, 'CRC-32')
}

function inflated(packed: Uint8Array): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw()
  inflate.end(packed)
  return inflate as AsyncIterable<Uint8Array>
}

const wrong = (part: string, cause: string) => refuse.xlsxMalformed({ part, cause })

/** What a library found wrong, in the house's terms; refusals stay as they are. */
export function malformed(part: string, error: unknown): Error {
  const { name, message } = error as Error
  return name === 'Refusal' ? (error as Error) : wrong(part, message.slice(0, 200))
}
