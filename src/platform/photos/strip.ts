/**
 * Photos without what a phone writes into them besides the picture: where, when, by whose device. Which way up it was held
 * stays. What follows the picture's end goes too: phones hide second pictures and films there. Pure.
 */
import { refuse } from './refusals.ts'

export type Picture = { mediaType: 'image/jpeg' | 'image/png' | 'image/webp'; bytes: Buffer }

/** Throws `photos.unreadable` for what is no photo, or a broken one. */
export function stripped(bytes: Buffer): Picture {
  try {
    if (bytes.readUInt16BE(0) === 0xffd8) return { mediaType: 'image/jpeg', bytes: jpeg(bytes) }
    if (bytes.subarray(0, 8).equals(PNG)) return { mediaType: 'image/png', bytes: png(bytes) }
    if (ascii(bytes, 0) === 'RIFF' && ascii(bytes, 8) === 'WEBP') return { mediaType: 'image/webp', bytes: webp(bytes) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw refuse.unreadable()
}

const ascii = (bytes: Buffer, at: number): string => bytes.toString('latin1', at, at + 4)

const [SOI, EOI, SOS, APP1, COMMENT] = [0xd8, 0xd9, 0xda, 0xe1, 0xfe]
/** JFIF, colour profile, Adobe's colours: how the picture is to be shown. */
const KEPT_APPS = new Set([0xe0, 0xe2, 0xee])
const ICC = 'ICC_PROFILE'

function jpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [Buffer.from([0xff, SOI])]
  let turned = 1
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) throw refuse.unreadable()
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker === EOI) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) throw refuse.unreadable()
    const isApp = marker >= 0xe0 && marker <= 0xef
    if (marker === APP1) turned = orientationIn(bytes.subarray(at + 4, end)) ?? turned
    // APP2 also holds the index of further pictures.
    const isKept = isApp ? KEPT_APPS.has(marker) && (marker !== 0xe2 || bytes.toString('latin1', at + 4, at + 4 + ICC.length) === ICC) : marker !== COMMENT // prettier-ignore
    if (isKept) kept.push(bytes.subarray(at, end))
    at = end
    if (marker === SOS) {
      at = pictureEnd(bytes, at)
      kept.push(bytes.subarray(end, at))
    }
  }
  if (turned !== 1) kept.splice(1, 0, orientationOf(turned))
  return Buffer.concat([...kept, Buffer.from([0xff, EOI])])
}

/** Where the next marker stands that is none of the picture's own. */
function pictureEnd(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) throw refuse.unreadable()
    const next = bytes[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
}

const ORIENTATION = 0x0112

/** Which way up, from 1 to 8, of an Exif segment. */
function orientationIn(exif: Buffer): number | undefined {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined
  const tiff = exif.subarray(6)
  try {
    const little = tiff.toString('latin1', 0, 2) === 'II'
    const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let i = 0, at = directory + 2; i < short(directory); i++, at += 12)
      if (short(at) === ORIENTATION) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : undefined
  } catch {
    // An Exif segment that ends too soon says nothing.
  }
  return undefined
}

/** An Exif segment that says which way up, and nothing else. */
function orientationOf(turned: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(turned, 18)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, APP1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'bKGD',
  'pHYs',
])

function png(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG]
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) throw refuse.unreadable()
    const type = ascii(bytes, at + 4)
    if (PNG_KEPT.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const [EXIF_FLAG, XMP_FLAG] = [0x08, 0x04]

function webp(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  for (let at = 12; at + 8 <= whole;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    if (at + 8 + size > whole) throw refuse.unreadable()
    const type = ascii(bytes, at)
    if (WEBP_KEPT.has(type)) {
      const chunk = Buffer.from(bytes.subarray(at, end))
      if (type === 'VP8X') chunk[8]! &= ~(EXIF_FLAG | XMP_FLAG)
      kept.push(chunk)
    }
    at = end
  }
  if (kept.length === 0) throw refuse.unreadable()
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
