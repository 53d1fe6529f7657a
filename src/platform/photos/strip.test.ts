/** A photo keeps its picture and the way it was held, and loses where and when it was taken. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stripped } from './strip.ts'

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const SECRET = 'GPS 51.2465N 22.5684E'
/** Little-endian Exif: orientation, and a text. */
const exif = (turned: number) => {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(turned, 18)
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(SECRET)])
}
const scan = Buffer.concat([
  segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
  Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
])
const photo = (turned: number) =>
  Buffer.concat([
    ...[Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0')), segment(0xe1, exif(turned))],
    ...[segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)), segment(0xfe, Buffer.from(SECRET))],
    ...[segment(0xe2, Buffer.from(`MPF\0${SECRET}`)), segment(0xdb, Buffer.alloc(65)), scan, Buffer.from([0xff, 0xd9])],
    ...[Buffer.from([0xff, 0xd8]), segment(0xe1, exif(1)), Buffer.from([0xff, 0xd9])],
  ])

test.each([1, 6, 8])('a JPEG held so: %i', (turned) => {
  const { bytes, mediaType } = stripped(photo(turned))
  expect(mediaType).toBe('image/jpeg')
  expect(bytes.includes(SECRET)).toBe(false)
  expect(bytes.includes('MPF')).toBe(false)
  expect(bytes.includes(scan)).toBe(true)
  expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  expect(bytes.includes(Buffer.from('Exif'))).toBe(turned !== 1)
  // Once more takes nothing away: which way up is read back from what was written.
  expect(stripped(bytes).bytes).toEqual(bytes)
})

const chunk = (type: string, body: Buffer) => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length)
  return Buffer.concat([size, Buffer.from(type), body, Buffer.alloc(4)])
}
test('a PNG and a WebP lose their texts', () => {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const png = Buffer.concat([signature, chunk('IHDR', Buffer.alloc(13)), chunk('eXIf', exif(1)), chunk('tEXt', Buffer.from(SECRET)), chunk('IDAT', Buffer.from('picture')), chunk('IEND', Buffer.alloc(0)), Buffer.from(SECRET)]) // prettier-ignore
  const plain = stripped(png).bytes
  expect([plain.includes(SECRET), plain.includes('picture')]).toEqual([false, true])
  const part = (type: string, body: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(type), size, body, Buffer.alloc(body.length % 2)])
  }
  const body = Buffer.concat([Buffer.from('WEBP'), part('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])), part('VP8 ', Buffer.from('picture')), part('EXIF', exif(1)), part('XMP ', Buffer.from(SECRET))]) // prettier-ignore
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length)
  const webp = stripped(Buffer.concat([Buffer.from('RIFF'), size, body])).bytes
  expect([webp.includes(SECRET), webp.includes('picture'), webp[20]]).toEqual([false, true, 0])
  expect(webp.readUInt32LE(4)).toBe(webp.length - 8)
})

test('whatever comes, it is a photo without traces or refused', () => {
  const base = photo(6)
  fc.assert(
    fc.property(fc.nat(base.length - 1), fc.nat(255), fc.nat(base.length), (at, byte, cut) => {
      const bent = Buffer.from(base)
      bent[at] = byte
      try {
        stripped(bent.subarray(0, cut))
      } catch (error) {
        expect(error).toMatchObject({ code: 'photos.unreadable' })
      }
    }),
    { numRuns: 500 },
  )
})
