/**
 * Photos that people bring: kept as a picture and nothing else. Where, when and by whose device it was taken goes before
 * anything is stored.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { refuseFile, type Files, type Kept } from '#platform/files'
import { stripped, type Picture } from './strip.ts'

export const PHOTO_BYTES_MAX = 15_000_000
export type Photo = Kept & Pick<Picture, 'mediaType'>

/** Throws `photos.unreadable` for what is no JPEG, PNG or WebP, or a broken one, and `files.tooLarge` past 15 MB. */
export async function keepPhoto(files: Pick<Files, 'put'>, photo: Readable): Promise<Photo> {
  const { bytes, mediaType } = stripped(await whole(photo))
  return { ...(await files.put(Readable.from([bytes]), { limitBytes: PHOTO_BYTES_MAX })), mediaType }
}

async function whole(stream: Readable): Promise<Buffer> {
  let bytes = 0
  const measured = async function* () {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > PHOTO_BYTES_MAX) throw refuseFile.tooLarge({ limitBytes: PHOTO_BYTES_MAX })
      yield piece
    }
  }
  return buffer(Readable.from(measured()))
}
