/** Bytes to text, piece by piece; the encoding is told from the bytes as late as they allow and as early as they must. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { Encoding } from '../types.ts'
import { createBlocks } from './blocks.ts'

export const MARKS: [mark: number[], encoding: Encoding][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

// ą ś ź Ą Ś Ź: the only Polish letters on which the two Central European tables differ.
const POLISH_1250 = new Set([0xb9, 0x9c, 0x9f, 0xa5, 0x8c, 0x8f])
const POLISH_8859_2 = new Set([0xb1, 0xb6, 0xbc, 0xa1, 0xa6, 0xac])

export type Decoding = {
  /** What the bytes so far say; plain ASCII counts as UTF-8. */
  encoding(): Encoding
  /** The text of the next piece; `last` lets go of what was held back. */
  push(bytes: Uint8Array, last: boolean): string
}

/** Until a byte beyond ASCII comes every encoding reads alike, so nothing is decided before it. */
export function createDecoding(wanted?: Encoding): Decoding {
  let encoding = wanted
  let decoder = wanted && new TextDecoder(wanted, { ignoreBOM: true })
  let started = false
  let held: Uint8Array = new Uint8Array(0)
  let open = false

  const decide = (chosen: Encoding) => {
    encoding = chosen
    decoder = new TextDecoder(chosen, { ignoreBOM: true })
  }
  const decode = (bytes: Uint8Array, last: boolean): string => {
    // Plain ASCII after a finished character is most of most files, and quicker so.
    if (!open && encoding !== 'utf-16le' && encoding !== 'utf-16be' && isAscii(bytes)) return latin1(bytes)
    open = encoding === 'utf-8' && !last && (bytes.at(-1) ?? 0) >= 0x80
    return decoder!.decode(bytes, { stream: !last })
  }
  const undecided = (bytes: Uint8Array, last: boolean): string => {
    const cut = last ? bytes.length : bytes.length - openTail(bytes)
    const whole = bytes.subarray(0, cut)
    held = bytes.slice(cut)
    if (isAscii(whole)) return latin1(whole)
    if (isUtf8(whole)) decide('utf-8')
    else {
      // What was held back belongs to a character of two bytes only in UTF-8.
      const all = Buffer.from(bytes)
      held = new Uint8Array(0)
      const told = mostlyUtf8(all) ? 'utf-8' : centralEuropean(lettersOf(all))
      if (!told) return new TextDecoder('windows-1250').decode(all)
      decide(told)
      return decode(all, last)
    }
    return decode(whole, last)
  }

  return {
    encoding: () => encoding ?? 'utf-8',
    push(piece, last) {
      let bytes = held.length > 0 ? Buffer.concat([held, piece]) : piece
      held = new Uint8Array(0)
      if (!started) {
        if (bytes.length < 3 && !last) return ((held = new Uint8Array(bytes)), '')
        started = true
        const marked = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))
        if (marked) {
          decide(marked[1])
          bytes = bytes.subarray(marked[0].length)
        }
      }
      return decoder ? decode(bytes, last) : undecided(bytes, last)
    },
  }
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** How many bytes at the end are the beginning of a UTF-8 character. */
function openTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
    if (byte < 0x80) return 0
  }
  return 0
}

/** A few broken bytes in UTF-8 must not turn every letter of the file into two others; in the old tables hardly a letter passes. */
export function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  let good = -broken
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) good++
  return good > broken
}

/** How often each byte stands there. */
export function lettersOf(bytes: Uint8Array, counts = new Uint32Array(256)): Uint32Array {
  for (const byte of bytes) counts[byte]!++
  return counts
}

/** Undefined where no byte tells the two apart: then both read the same letters. */
export function centralEuropean(letters: Uint32Array): Encoding | undefined {
  let windows = 0
  let iso = 0
  for (let byte = 0x80; byte <= 0xff; byte++) {
    // Below A0 the ISO table has only control characters.
    if (POLISH_1250.has(byte) || byte < 0xa0) windows += letters[byte]!
    else if (POLISH_8859_2.has(byte)) iso += letters[byte]!
  }
  if (windows === 0 && iso === 0) return undefined
  return iso > windows ? 'iso-8859-2' : 'windows-1250'
}

/** Text whose lines are in two encodings: UTF-8 where a line is that, else the other. */
export function createMixedDecoding(other: Encoding): Pick<Decoding, 'push'> {
  const blocks = createBlocks()
  const utf8 = new TextDecoder('utf-8')
  const old = new TextDecoder(other)
  const byLine = (block: Uint8Array): string => {
    let text = ''
    for (let from = 0; from < block.length;) {
      const feed = block.indexOf(LF, from)
      const to = feed < 0 ? block.length : feed + 1
      const line = block.subarray(from, to)
      text += isAscii(line) ? latin1(line) : (mostlyUtf8(line) ? utf8 : old).decode(line)
      from = to
    }
    return text
  }
  return {
    push(piece, last) {
      const block = blocks.push(piece, last)
      return isAscii(block) ? latin1(block) : isUtf8(block) ? utf8.decode(block) : byLine(block)
    },
  }
}
const LF = 10
