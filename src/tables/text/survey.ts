/** One look at all bytes of a text file before its rows are read: in which encodings its lines are, and how it is cut. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { Encoding } from '../types.ts'
import { createBlocks } from './blocks.ts'
import { createCutting, type Cutting } from './cutting.ts'
import { centralEuropean, latin1, lettersOf, MARKS, mostlyUtf8 } from './encoding.ts'

const PLACES_MAX = 50
const SNIPPET_BYTES = 300
/** A share of zero bytes at every other place that only UTF-16 has. */
const ZEROES_OF_UTF16 = 0.7

/** Lines of one kind; the first of them with their bytes. */
export type Lines = { count: number; first: { line: number; bytes: Uint8Array }[] }

export type Survey = {
  bytes: number
  /** What the file's mark says, or its zero bytes. */
  marked: Encoding | undefined
  mark: boolean
  /** Lines with letters beyond ASCII. */
  utf8: Lines
  /** The same, of which a few bytes are broken. */
  broken: Lines
  /** In neither way UTF-8. */
  legacy: Lines
  /** The letters of these say which of the two tables. */
  legacyEncoding: Encoding
  zeroes: Lines
  cutting: Cutting
}

/** Throws `reading.lineTooLong`. `wanted`: the encoding that was said. */
export async function survey(
  pieces: AsyncIterable<Uint8Array>,
  quote: '"' | "'" = '"',
  wanted?: Encoding,
): Promise<Survey> {
  const lines = createLines()
  const blocks = createBlocks(lines.next)
  const cutting = createCutting(quote)
  let bytes = 0
  let marked: Encoding | undefined
  let mark = false
  let decoder: TextDecoder | undefined
  const take = (piece: Uint8Array, last: boolean) => {
    const text = decoder ? Buffer.from(decoder.decode(piece, { stream: !last })) : piece
    const block = blocks.push(text, last)
    lines.take(block)
    cutting.take(block)
  }
  for await (const piece of pieces) {
    let from = 0
    if (bytes === 0) {
      const found = MARKS.find(([sign]) => sign.every((byte, i) => piece[i] === byte))
      mark = found !== undefined
      marked = found?.[1] ?? wanted ?? zeroed(piece)
      from = found?.[0].length ?? 0
      if (marked === 'utf-16le' || marked === 'utf-16be') decoder = new TextDecoder(marked, { ignoreBOM: true })
    }
    bytes += piece.length
    take(piece.subarray(from), false)
  }
  take(new Uint8Array(0), true)
  return { bytes, marked, mark, ...lines.found(), cutting }
}

/** UTF-16 without its mark: every other byte of plain letters is zero. */
function zeroed(piece: Uint8Array): Encoding | undefined {
  const length = Math.min(piece.length, 4096) & ~1
  const zeroes = [0, 0]
  for (let at = 0; at < length; at++) if (piece[at] === 0) zeroes[at & 1]!++
  const [even, odd] = zeroes.map((count) => count / (length / 2)) as [number, number]
  if (odd > ZEROES_OF_UTF16 && even < odd / 4) return 'utf-16le'
  return even > ZEROES_OF_UTF16 && odd < even / 4 ? 'utf-16be' : undefined
}

const LF = 10

function createLines() {
  const none = (): Lines => ({ count: 0, first: [] })
  const utf8 = none()
  const broken = none()
  const legacy = none()
  const zeroes = none()
  const letters = new Uint32Array(256)
  let line = 1

  const note = (lines: Lines, bytes: Uint8Array) => {
    if (lines.count++ < PLACES_MAX) lines.first.push({ line, bytes: new Uint8Array(bytes.subarray(0, SNIPPET_BYTES)) })
  }
  const look = (bytes: Uint8Array, allUtf8: boolean, hasZero: boolean) => {
    if (hasZero && bytes.includes(0)) note(zeroes, bytes)
    if (isAscii(bytes)) return
    if (allUtf8 || isUtf8(bytes)) note(utf8, bytes)
    else if (mostlyUtf8(bytes)) note(broken, bytes)
    else {
      note(legacy, bytes)
      lettersOf(bytes, letters)
    }
  }
  return {
    next: () => line,
    take(block: Uint8Array): void {
      const hasZero = block.includes(0)
      const plain = !hasZero && isAscii(block)
      const allUtf8 = plain || isUtf8(block)
      for (let from = 0; from < block.length;) {
        const feed = block.indexOf(LF, from)
        const to = feed < 0 ? block.length : feed
        if (!plain) look(block.subarray(from, to), allUtf8, hasZero)
        if (feed >= 0) line++
        from = to + 1
      }
    },
    found: () => ({ utf8, broken, legacy, zeroes, legacyEncoding: centralEuropean(letters) ?? 'windows-1250' }),
  }
}

/** The first bytes of a line, as they read in an encoding. */
export const snippet = (bytes: Uint8Array, encoding: Encoding): string =>
  isAscii(bytes) ? latin1(bytes) : new TextDecoder(encoding).decode(bytes)
