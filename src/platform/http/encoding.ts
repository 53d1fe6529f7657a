/** Which answers are compressed, and how. */
import { promisify } from 'node:util'
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  type BrotliCompress,
  type Gzip,
} from 'node:zlib'

/** Below it the headers weigh more than what is saved. */
export const COMPRESSED_FROM_BYTES = 1_024
/** Of brotli's 11 and gzip's 9: most of the gain for little of the time. */
const BROTLI_QUALITY = 5
const GZIP_LEVEL = 6
const KEPT_BYTES_MAX = 20_000_000

const COMPRESSIBLE =
  /^text\/(?!event-stream)|[/+](json|xml|csv|yaml|javascript|wasm)\b|^image\/(svg|x-icon|bmp)|^font\/(ttf|otf)/i

export type Encoding = 'br' | 'gzip'

export const isCompressible = (contentType: string): boolean => COMPRESSIBLE.test(contentType)

/** The best encoding that the reader accepts, by weight, brotli first. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding | undefined {
  if (!header) return undefined
  const weights = new Map<string, number>()
  for (const part of String(header).toLowerCase().split(',', 20)) {
    const [name = '', ...parameters] = part.split(';')
    const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined)
    weights.set(name.trim(), quality === undefined ? 1 : Number(quality) || 0)
  }
  const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0
  const [br, gzip] = [weight('br'), weight('gzip')]
  if (br > 0 && br >= gzip) return 'br'
  return gzip > 0 ? 'gzip' : undefined
}

const brotliWhole = promisify(brotliCompress)
const gzipWhole = promisify<Buffer, { level: number }, Buffer>(gzip)

export function compressWhole(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return gzipWhole(body, { level: GZIP_LEVEL })
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  return brotliWhole(body, {
    params: { [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [BROTLI_PARAM_SIZE_HINT]: body.length },
  })
}

/** What was compressed lately: a page that thousands read is compressed once. */
const kept = new Map<string, Buffer>()
let keptBytes = 0

/** The same for a body that `tag` tells from every other, such as a hash of it. */
export async function compressOnce(tag: string, body: Buffer, encoding: Encoding): Promise<Buffer> {
  const key = `${encoding} ${tag}`
  const compressed = kept.get(key) ?? (await compressWhole(body, encoding))
  keptBytes += kept.delete(key) ? 0 : compressed.length
  kept.set(key, compressed)
  for (const [oldest, { length }] of kept) {
    if (keptBytes <= KEPT_BYTES_MAX) break
    kept.delete(oldest)
    keptBytes -= length
  }
  return compressed
}

export function compressor(encoding: Encoding): BrotliCompress | Gzip {
  if (encoding === 'gzip') return createGzip({ level: GZIP_LEVEL })
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
}
