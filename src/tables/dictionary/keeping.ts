/** Cells that already are in the one spelling of their type, told where they stand, so that nothing has to be cut out. */
import type { ReadCell } from './readers.ts'
import type { Field } from './schema.ts'

/** Where the value ends that stands in a text from `from`, before `to` or there; -1 where the cell has to be read. */
export type Keep = (signs: Uint16Array, from: number, to: number) => number

const [SPACE, DASH, POINT, ZERO, NINE, COLON, LETTER_T, PLAIN_END] = [32, 45, 46, 48, 57, 58, 84, 128]

/** `read`: what the field's cells are read by. Undefined where none is as it should be but by chance. */
export function keepOf({ type, format = '%Y-%m-%d', decimalChar = '.' }: Field, read: ReadCell): Keep | undefined {
  switch (type) {
    case 'integer':
      return whole
    case 'number':
      return decimalChar === '.' ? decimal : whole
    case 'year':
      return (signs, from, to) => (to - from === 4 && areDigits(signs, from, to) ? to : -1)
    case 'boolean':
      return words(['true', 'false'].filter((word) => read(word, () => {}) === word))
    case 'date':
      return isIso(format) ? (signs, from, to) => (to - from === 10 && isDay(signs, from) ? to : -1) : undefined
    case 'datetime':
      return isIso(format) ? (signs, from, to) => (to - from === 19 && isDay(signs, from) && isClock(signs, from + 10) ? to : -1) : undefined // prettier-ignore
    case 'code':
      return (signs, from, to) => (isPlain(signs[from]!) && isPlain(signs[to - 1]!) ? to : -1)
    case 'string':
      return (_signs, _from, to) => to
    default:
      return undefined
  }
}

const isIso = (format: string): boolean => /^(?:%Y-%m-%d(?:[ T]%H.*)?|any)$/.test(format)
const isPlain = (code: number): boolean => code > SPACE && code < PLAIN_END
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE

function areDigits(signs: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isDigit(signs[at]!)) return false
  return true
}

function words(all: readonly string[]): Keep {
  const stands = (word: string, signs: Uint16Array, from: number): boolean => {
    for (let i = 0; i < word.length; i++) if (signs[from + i] !== word.charCodeAt(i)) return false
    return true
  }
  return (signs, from, to) => (all.some((word) => word.length === to - from && stands(word, signs, from)) ? to : -1)
}

/** '-12', '0'; no zeros in front. */
function whole(signs: Uint16Array, from: number, to: number): number {
  const first = signs[from]! === DASH ? from + 1 : from
  if (first >= to || (signs[first]! === ZERO && (to > first + 1 || first > from))) return -1
  return areDigits(signs, first, to) ? to : -1
}

/** '-12.5', '0.25'; ends before the zeros that say nothing. */
function decimal(signs: Uint16Array, from: number, to: number): number {
  const first = signs[from]! === DASH ? from + 1 : from
  let point = first
  while (point < to && isDigit(signs[point]!)) point++
  if (point === to) return whole(signs, from, to)
  if (point === first || signs[point]! !== POINT || point === to - 1 || !areDigits(signs, point + 1, to)) return -1 // prettier-ignore
  if (signs[first]! === ZERO && point > first + 1) return -1
  let end = to
  while (signs[end - 1]! === ZERO) end--
  return end - 1 > point ? end : signs[first]! === ZERO ? -1 : point
}

/** Days that every month has; the others are looked at more closely elsewhere. */
function isDay(signs: Uint16Array, at: number): boolean {
  if (signs[at]! === ZERO || !areDigits(signs, at, at + 4)) return false
  if (signs[at + 4]! !== DASH || signs[at + 7]! !== DASH) return false
  const [month, day] = [two(signs, at + 5), two(signs, at + 8)]
  return month >= 1 && month <= 12 && day >= 1 && day <= 28
}

function isClock(signs: Uint16Array, at: number): boolean {
  if (signs[at]! !== LETTER_T || signs[at + 3]! !== COLON || signs[at + 6]! !== COLON) return false
  const [hours, minutes, seconds] = [two(signs, at + 1), two(signs, at + 4), two(signs, at + 7)]
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60
}

/** The number that two digits are; -1 where they are none. */
function two(signs: Uint16Array, at: number): number {
  const [tens, ones] = [signs[at]!, signs[at + 1]!]
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1
}
