/** Rows of cells as COPY takes them. Written byte by byte: joined as strings they would leave a piece behind for each cell. */
import { createSigns } from '#platform/text'
import { isPlaced, MISSING, type CopyRows, type PlacedCells } from './rows.ts'

/** What was written, with the places of its cells, so that they can be looked at without being cut out. */
export type CopyText = {
  bytes: Buffer
  /**
   * Where each cell ends in the text that the bytes are, row by row; it begins one behind the end of the one before, the
   * first at 0. With `WRITTEN_OTHERWISE` where it does not stand there as it is.
   */
  ends: Uint32Array
}
export const WRITTEN_OTHERWISE = 0x8000_0000

const [TAB, LF, CR, BACKSLASH] = [9, 10, 13, 92]
const MISSING_BYTES = Buffer.from('\\N')
/** What the sign is escaped with; 0 where it stands for itself. */
const ESCAPES = new Uint8Array(128)
for (const [sign, letter] of [[BACKSLASH, '\\'], [TAB, 't'], [LF, 'n'], [CR, 'r']] as const) ESCAPES[sign] = letter.charCodeAt(0) // prettier-ignore
const [ZERO, DIGITS_MAX, UNKNOWN] = [48, 16, 0xfffd]
const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000
/** Of one character as it is written. */
const BYTES_MAX = 3
const FIRST_BYTES = 1 << 16
const FIRST_CELLS = 1 << 12

/** Each row begins with its number where `before` says how many came before. */
export function copyText(rows: CopyRows, before?: number): CopyText {
  const { bytes, ends } = createCopyText()(rows, before)
  return { bytes: Buffer.from(bytes), ends: ends.slice() }
}

/** The same in one place that is used again: what it gives is good until it is asked the next time. */
export function createCopyText(): (rows: CopyRows, before?: number) => CopyText {
  const signsOf = createSigns()
  const put: Put = { flag: 0, more: 0 }
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let ends = new Uint32Array(FIRST_CELLS)
  let length = 0
  /** By so many fewer signs than bytes. */
  let fewer = 0
  let cells = 0

  function room(more: number): void {
    if (length + more > bytes.length) bytes = larger(bytes, length, (length + more) * 2)
  }
  function end(flag: number, sign: number): void {
    if (cells === ends.length) ends = doubled(ends)
    ends[cells++] = (length - fewer) | flag
    room(1)
    bytes[length++] = sign
  }
  /** A text; gives the flag of the cell. */
  function write(text: string): number {
    room(text.length * BYTES_MAX)
    return told(putText(bytes, length, text, put), put)
  }
  /** What stands in a text from `from` to `to`. */
  function writeSigns(signs: Uint16Array, from: number, to: number): number {
    room((to - from) * BYTES_MAX)
    return told(putSigns(bytes, length, signs, from, to, put), put)
  }
  function told(end: number, { flag, more }: Put): number {
    length = end
    fewer += more
    return flag
  }
  function ofText(cell: string | null): number {
    if (cell !== null) return write(cell)
    room(MISSING_BYTES.length)
    bytes.set(MISSING_BYTES, length)
    length += MISSING_BYTES.length
    return WRITTEN_OTHERWISE
  }
  function number(of: number): void {
    room(DIGITS_MAX)
    let digits = 1
    for (let left = of; left >= 10; left = Math.floor(left / 10)) digits++
    for (let at = length + digits - 1, left = of; at >= length; at--, left = Math.floor(left / 10))
      bytes[at] = ZERO + (left % 10)
    length += digits
    end(0, TAB)
  }
  function placed({ text, from, to, said, rows, width }: PlacedCells, before: number | undefined): void {
    const signs = signsOf(text)
    for (let row = 0, cell = 0; row < rows; row++) {
      if (before !== undefined) number(before + row + 1)
      for (let i = 1; i <= width; i++, cell++) {
        const begin = from[cell]!
        const flag =
          begin >= 0 ? writeSigns(signs, begin, to[cell]!) : ofText(begin === MISSING ? null : said.get(cell)!)
        end(flag, i < width ? TAB : LF)
      }
    }
  }

  return (rows, before) => {
    length = fewer = cells = 0
    if (isPlaced(rows)) placed(rows, before)
    else
      for (const [i, row] of rows.entries()) {
        if (before !== undefined) number(before + i + 1)
        for (let at = 1; at <= row.length; at++) end(ofText(row[at - 1]!), at < row.length ? TAB : LF)
      }
    return { bytes: bytes.subarray(0, length), ends: ends.subarray(0, cells) }
  }
}

/** Of the cell that was put: its flag, and by how many more bytes than signs it is. */
type Put = { flag: number; more: number }

/** Gives where the text ends that was put at `at`. */
function putText(into: Buffer, start: number, text: string, put: Put): number {
  let at = start
  put.flag = put.more = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 128) {
      const rest = text.slice(i).replace(/[\\\t\n\r]/g, escaped)
      const end = at + into.write(rest, at)
      put.more = end - at - rest.length
      if (rest.length !== text.length - i) put.flag = WRITTEN_OTHERWISE
      return end
    }
    const escape = ESCAPES[code]!
    if (escape !== 0) {
      into[at++] = BACKSLASH
      put.flag = WRITTEN_OTHERWISE
    }
    into[at++] = escape === 0 ? code : escape
  }
  return at
}

/** The same of the signs of a text, from `from` to `to`. */
function putSigns(into: Buffer, start: number, signs: Uint16Array, from: number, to: number, put: Put): number {
  let at = start
  put.flag = put.more = 0
  for (let i = from; i < to; i++) {
    const code = signs[i]!
    if (code < 128) {
      const escape = ESCAPES[code]!
      if (escape !== 0) {
        into[at++] = BACKSLASH
        put.flag = WRITTEN_OTHERWISE
      }
      into[at++] = escape === 0 ? code : escape
    } else if (code < 0x800) {
      into[at++] = 0xc0 | (code >> 6)
      into[at++] = 0x80 | (code & 63)
      put.more++
    } else if (isHigh(code) && i + 1 < to && isLow(signs[i + 1]!)) {
      const whole = 0x10000 + ((code - 0xd800) << 10) + (signs[++i]! - 0xdc00)
      into[at++] = 0xf0 | (whole >> 18)
      into[at++] = 0x80 | ((whole >> 12) & 63)
      into[at++] = 0x80 | ((whole >> 6) & 63)
      into[at++] = 0x80 | (whole & 63)
      put.more += 2
    } else {
      const known = isHigh(code) || isLow(code) ? UNKNOWN : code
      into[at++] = 0xe0 | (known >> 12)
      into[at++] = 0x80 | ((known >> 6) & 63)
      into[at++] = 0x80 | (known & 63)
      put.more += 2
    }
  }
  return at
}
function larger(all: Buffer, length: number, size: number): Buffer<ArrayBuffer> {
  const room = Buffer.allocUnsafeSlow(size)
  room.set(all.subarray(0, length))
  return room
}

function doubled(all: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(all.length * 2)
  larger.set(all)
  return larger
}

const escaped = (char: string): string => `\\${String.fromCharCode(ESCAPES[char.charCodeAt(0)]!)}`
