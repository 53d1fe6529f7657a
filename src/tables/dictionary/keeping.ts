/** Cells that already are in the one spelling of their type, told where they stand, so that nothing has to be cut out. */
import type { ReadCell } from './readers.ts'
import type { Field } from './schema.ts'

/** Where the value ends that stands in `text` from `from`, before `to` or there; -1 where the cell has to be read. */
export type Keep = (text: string, from: number, to: number) => number

const [SPACE, DASH, POINT, ZERO, NINE, COLON, LETTER_T, PLAIN_END] = [32, 45, 46, 48, 57, 58, 84, 128]

/** `read`: what the field's cells are read by. Undefined where none is as it should be but by chance. */
export function keepOf({ type, format = '%Y-%m-%d', decimalChar = '.' }: Field, read: ReadCell): Keep | undefined {
  switch (type) {
    case 'integer':
      return whole
    case 'number':
      return decimalChar === '.' ? decimal : whole
    case 'year':
      return (text, from, to) => (to - from === 4 && areDigits(text, from, to) ? to : -1)
    case 'boolean':
      return words(['true', 'false'].filter((word) => read(word, () => {}) === word))
    case 'date':
      return isIso(format) ? (text, from, to) => (to - from === 10 && isDay(text, from) ? to : -1) : undefined
    case 'datetime':
      return isIso(format) ? (text, from, to) => (to - from === 19 && isDay(text, from) && isClock(text, from + 10) ? to : -1) : undefined // prettier-ignore
    case 'code':
      return (text, from, to) => (isPlain(text.charCodeAt(from)) && isPlain(text.charCodeAt(to - 1)) ? to : -1)
    case 'string':
      return (_text, _from, to) => to
    default:
      return undefined
  }
}

const isIso = (format: string): boolean => /^(?:%Y-%m-%d(?:[ T]%H.*)?|any)$/.test(format)
const isPlain = (code: number): boolean => code > SPACE && code < PLAIN_END
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE

function areDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

function words(all: readonly string[]): Keep {
  return (text, from, to) => (all.some((word) => word.length === to - from && text.startsWith(word, from)) ? to : -1)
}

/** '-12', '0'; no zeros in front. */
function whole(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from) === DASH ? from + 1 : from
  if (first >= to || (text.charCodeAt(first) === ZERO && (to > first + 1 || first > from))) return -1
  return areDigits(text, first, to) ? to : -1
}

/** '-12.5', '0.25'; ends before the zeros that say nothing. */
function decimal(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from) === DASH ? from + 1 : from
  let point = first
  while (point < to && isDigit(text.charCodeAt(point))) point++
  if (point === to) return whole(text, from, to)
  if (point === first || text.charCodeAt(point) !== POINT || point === to - 1 || !areDigits(text, point + 1, to)) return -1 // prettier-ignore
  if (text.charCodeAt(first) === ZERO && point > first + 1) return -1
  let end = to
  while (text.charCodeAt(end - 1) === ZERO) end--
  return end - 1 > point ? end : text.charCodeAt(first) === ZERO ? -1 : point
}

/** Days that every month has; the others are looked at more closely elsewhere. */
function isDay(text: string, at: number): boolean {
  if (text.charCodeAt(at) === ZERO || !areDigits(text, at, at + 4)) return false
  if (text.charCodeAt(at + 4) !== DASH || text.charCodeAt(at + 7) !== DASH) return false
  const [month, day] = [two(text, at + 5), two(text, at + 8)]
  return month >= 1 && month <= 12 && day >= 1 && day <= 28
}

function isClock(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== LETTER_T || text.charCodeAt(at + 3) !== COLON || text.charCodeAt(at + 6) !== COLON)
    return false
  const [hours, minutes, seconds] = [two(text, at + 1), two(text, at + 4), two(text, at + 7)]
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60
}

/** The number that two digits are; -1 where they are none. */
function two(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1
}
