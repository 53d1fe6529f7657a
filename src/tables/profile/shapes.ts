/**
 * What a cell looks like, by its characters alone: each shape fits one or several types. The quick way reads numbers and
 * dates character by character; what it cannot place goes the slow way.
 */
import { readClock, readDate, secondsOf } from '../values/dates.ts'
import { isUnit } from '../values/words.ts'
import {
  COMMA, COMMA_EITHER, DATE, DATE_BAD, DATETIME, DATETIME_BAD, INTEGER, LONG, POINT, POINT_EITHER, POSTAL, TEXT, TIME, TIME_BAD, UNIT, ZEROS, type Look,
} from './codes.ts' // prettier-ignore
import { slowShape } from './slow.ts'

const [MINUS, COMMA_SIGN, POINT_SIGN, SLASH, ZERO, NINE, COLON] = [45, 44, 46, 47, 48, 57, 58]
const EXACT_DIGITS = 15
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i)
/** A longer text has no shape but those of geometries. */
const SHAPED_CHARS_MAX = 60

/** Of the cell from `from` to `to`, which is not empty. */
export function shapeOf(text: string, from: number, to: number, look: Look): number {
  const first = text.charCodeAt(from)
  if (first >= ZERO && first <= NINE) return fromDigit(text, from, from, to, look)
  if (first === MINUS && to - from > 1) return fromDigit(text, from, from + 1, to, look)
  return to - from <= SHAPED_CHARS_MAX || opensGeometry(first) ? slowShape(text.slice(from, to), look) : TEXT
}

/** '{', or the letter that a WKT geometry begins with. */
const opensGeometry = (code: number): boolean =>
  code === 123 || code === 80 || code === 76 || code === 77 || code === 71

/** `from`: where its digits begin, behind a minus if there is one. */
function fromDigit(text: string, start: number, from: number, to: number, look: Look): number {
  let at = from
  let mantissa = 0
  let code = 0
  for (; at < to; at++) {
    code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) break
    mantissa = mantissa * 10 + (code - ZERO)
  }
  const digits = at - from
  if (digits === 0) return slowShape(text.slice(start, to), look)
  if (at === to) {
    look.value = from === start || mantissa === 0 ? mantissa : -mantissa
    if (digits > 1 && text.charCodeAt(from) === ZERO) return ZEROS
    return digits > EXACT_DIGITS ? LONG : INTEGER
  }
  if (code === COMMA_SIGN || code === POINT_SIGN) {
    const found = fraction(text, { start, from, point: at, to }, mantissa, look)
    if (found !== TEXT) return found
  }
  if (from === start && digits <= 4) {
    const found = moment(text.slice(start, to), code, look)
    if (found !== TEXT) return found
  }
  return to - start <= SHAPED_CHARS_MAX ? slowShape(text.slice(start, to), look) : TEXT
}

type Parts = { start: number; from: number; point: number; to: number }

/** The rest of a decimal number behind its mark at `point`, and its unit; TEXT where it is none. */
function fraction(text: string, { start, from, point, to }: Parts, whole: number, look: Look): number {
  let at = point + 1
  let mantissa = whole
  for (; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > NINE) break
    mantissa = mantissa * 10 + (code - ZERO)
  }
  const digits = at - point - 1
  if (digits === 0) return TEXT
  let unit = 0
  if (at < to) {
    const code = text.charCodeAt(at)
    if (code <= SLASH && code >= COMMA_SIGN) return TEXT
    const tail = text.slice(at, to).trim()
    if (!isUnit(tail)) return TEXT
    look.unit = tail
    unit = UNIT
  }
  const exact = at - from - 1 <= EXACT_DIGITS
  const value = exact ? mantissa / POWERS[digits]! : Number(text.slice(from, at).replace(',', '.'))
  look.value = from === start || value === 0 ? value : -value
  const isComma = text.charCodeAt(point) === COMMA_SIGN
  const either = digits === 3 && point - from <= 3 && text.charCodeAt(from) !== ZERO
  return unit + (either ? (isComma ? COMMA_EITHER : POINT_EITHER) : isComma ? COMMA : POINT)
}

function moment(text: string, code: number, look: Look): number {
  if (code === COLON) {
    const clock = readClock(text)
    if (clock) look.value = clock.second
    return clock ? TIME : clock === null ? TIME_BAD : TEXT
  }
  if (readDate(text, look)) {
    look.value = look.isRight ? secondsOf(look) : NaN
    const shape = look.hasTime ? (look.isRight ? DATETIME : DATETIME_BAD) : look.isRight ? DATE : DATE_BAD
    return shape + look.format
  }
  return code === MINUS && isPostal(text) ? POSTAL : TEXT
}

function isPostal(text: string): boolean {
  if (text.length !== 6 || text.charCodeAt(2) !== MINUS) return false
  for (let at = 3; at < 6; at++) if (text.charCodeAt(at) < ZERO || text.charCodeAt(at) > NINE) return false
  return true
}
