/** A file's lines as they come in, packed or not; what is held does not grow with the file. */
import { Wrong } from './report.ts'

/** A line may hold a whole list of projects, and not more. */
export const LINE_BYTES_MAX = 16_777_216
const LINE_BREAK = 10

type Bytes = Uint8Array<ArrayBuffer>
export type Source = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/** Throws `Wrong`: a line that is too long, bytes that are no UTF-8, a packed file that breaks off. */
export async function* linesOf(source: Source): AsyncGenerator<string> {
  let kept: Uint8Array[] = []
  let size = 0
  let line = 1
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const taken = () => {
    const whole = new Uint8Array(size)
    let at = 0
    for (const piece of kept) {
      whole.set(piece, at)
      at += piece.length
    }
    ;[kept, size] = [[], 0]
    try {
      return decoder.decode(whole)
    } catch {
      throw new Wrong('notUtf8', { line })
    }
  }
  const keep = (piece: Uint8Array) => {
    kept.push(piece)
    size += piece.length
    if (size > LINE_BYTES_MAX) throw new Wrong('lineLong', { line, most: LINE_BYTES_MAX })
  }
  for await (const bytes of unpacked(source)) {
    let from = 0
    for (let end = bytes.indexOf(LINE_BREAK); end >= 0; end = bytes.indexOf(LINE_BREAK, from)) {
      keep(bytes.subarray(from, end))
      yield taken()
      line += 1
      from = end + 1
    }
    if (from < bytes.length) keep(bytes.subarray(from))
  }
  if (size > 0) yield taken()
}

async function* unpacked(source: Source): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(source)
  const first = await pieces.next()
  if (first.done) return
  const whole = (async function* () {
    yield first.value
    yield* pieces
  })()
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* whole
  const packed = new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await whole.next()
      if (done) controller.close()
      else controller.enqueue(value as Bytes)
    },
  })
  try {
    yield* piecesOf(packed.pipeThrough(new DecompressionStream('gzip')))
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong('compression')
  }
}

/** Not every browser iterates over a stream by itself. */
async function* piecesOf(source: Source): AsyncGenerator<Uint8Array> {
  if (!('getReader' in source)) return yield* source
  const reader = source.getReader()
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) yield value!
  } finally {
    await reader.cancel().catch(() => {})
  }
}
