/** A file of meter readings, as the house passes bodies on: whole, or as it comes. */
import { refuse } from '#tables'
import { FILE_BYTES_MAX } from './types.ts'

/** Throws `tables.tooLarge`. */
export async function wholeOf(body: unknown): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    if ((bytes += piece.length) > FILE_BYTES_MAX) throw refuse.tooLarge({ bytesMax: FILE_BYTES_MAX, megabytesMax: FILE_BYTES_MAX / 1e6 }) // prettier-ignore
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
