/** Numbers as people and offices write them: decimal comma or point, thousands apart by space, comma or point. */
import type { Decimal } from './types.ts'

export type NumberProblem = {
  code: 'valueNotNumber' | 'valueAmbiguous' | 'valueSeparator' | 'valueTooLarge'
  expected: string
}
export type ReadNumber = { value: number; problem?: undefined } | { value?: undefined; problem: NumberProblem }

const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i)
const EXACT_DIGITS = 15

/**
 * The quick way for what nearly every cell is: an optional minus, at most 15 digits, at most one `decimal` (a character
 * code; -1 where it is not known). NaN for everything else. Both the digits and the power of ten are exact, so one
 * division rounds correctly.
 */
export function plainNumber(text: string, decimal: number): number {
  const length = text.length
  let at = text.charCodeAt(0) === 45 ? 1 : 0
  const negative = at === 1
  if (length - at > EXACT_DIGITS + 1) return NaN
  let digits = 0
  let mantissa = 0
  let point = -1
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      mantissa = mantissa * 10 + (code - 48)
      digits++
    } else if (code === decimal && point < 0 && digits > 0) point = digits
    else return NaN
  }
  if (digits === 0 || digits > EXACT_DIGITS || point === digits) return NaN
  const value = point < 0 ? mantissa : mantissa / POWERS[digits - point]!
  return negative && value !== 0 ? -value : value
}

const SPACES = ' \u00a0\u202f\u2009'
const NUMBER = new RegExp(
  `^([+\\-−–]?)[${SPACES}]?(\\d{1,3}(?:[${SPACES}'’]\\d{3})+(?!\\d)|\\d+)?((?:[.,]\\d+)*)(e[+-]?\\d{1,3})?`,
  'i',
)

/** The number at the beginning of a cell and what stands behind it; undefined where it begins with none. */
export function splitNumber(cell: string): { number: Parts; tail: string } | undefined {
  const match = NUMBER.exec(cell)
  if (!match) return undefined
  const [all, sign, whole = '', rest = '', exponent = ''] = match
  if (whole === '' && rest === '') return undefined
  return { number: { negative: sign !== '' && sign !== '+', whole, rest, exponent }, tail: cell.slice(all.length) }
}

/** `whole` may be grouped by spaces; `rest` is any run of separators with digits behind each. */
type Parts = { negative: boolean; whole: string; rest: string; exponent: string }

/** What the separators of a number mean, read by themselves. */
type Reading =
  | { kind: 'plain' }
  | { kind: 'bad' }
  | { kind: 'ambiguous'; separator: Decimal }
  | { kind: 'decimal' | 'thousands'; separator: Decimal }

/** What its separators say by themselves. */
export function separators({ whole, rest, exponent }: Parts): Reading {
  if (rest === '') return { kind: 'plain' }
  const marks = [...rest.matchAll(/[.,]/g)].map(([mark]) => mark as Decimal)
  const groups = rest.slice(1).split(/[.,]/)
  const first = marks[0]!
  const lastMark = marks.at(-1)!
  const leads = /^[1-9]\d{0,2}$/.test(whole)
  if (marks.length === 1) {
    const ambiguous = leads && groups[0]!.length === 3 && exponent === ''
    return { kind: ambiguous ? 'ambiguous' : 'decimal', separator: first }
  }
  // Two or more: all but the last part thousands, and the last too unless its mark is the other one.
  const sameEnd = lastMark === first
  const inner = sameEnd ? groups : groups.slice(0, -1)
  const innerMarks = sameEnd ? marks : marks.slice(0, -1)
  if (!leads || innerMarks.some((mark) => mark !== first) || inner.some((group) => group.length !== 3))
    return { kind: 'bad' }
  return sameEnd ? { kind: 'thousands', separator: first } : { kind: 'decimal', separator: lastMark }
}

const other = (mark: Decimal): Decimal => (mark === ',' ? '.' : ',')

/** Which decimal mark a cell can only have; undefined where it says nothing. */
export function decimalEvidence(cell: string): Decimal | undefined {
  const split = splitNumber(cell.trim())
  if (!split) return undefined
  const reading = separators(split.number)
  if (reading.kind === 'decimal') return reading.separator
  return reading.kind === 'thousands' ? other(reading.separator) : undefined
}

/** How many times one mark must outweigh the other before the rest counts as mistakes. */
const DOMINANCE = 20

/** The decimal mark that a sample of cells keeps to; undefined where it shows none, or both. */
export function decimalOf(cells: Iterable<string>): Decimal | undefined {
  let commas = 0
  let points = 0
  for (const cell of cells) {
    const mark = decimalEvidence(cell)
    if (mark === ',') commas++
    else if (mark === '.') points++
  }
  if (commas > 0 && commas >= points * DOMINANCE) return ','
  if (points > 0 && points >= commas * DOMINANCE) return '.'
  return undefined
}

/** Reads a number that `splitNumber` found, in a file that keeps to `decimal`, or shows no one mark. */
export function readNumber(parts: Parts, decimal: Decimal | undefined): ReadNumber {
  const reading = separators(parts)
  const digits = parts.whole.replace(/[^\d]/g, '')
  const joined = parts.rest.replace(/[.,]/g, '')
  if (reading.kind === 'bad') return { problem: { code: 'valueNotNumber', expected: example(decimal) } }
  if (reading.kind === 'plain') return finish(parts, digits, '')
  const { separator } = reading
  const fraction = parts.rest.slice(parts.rest.lastIndexOf(separator) + 1)
  const asDecimal = () => finish(parts, digits + joined.slice(0, joined.length - fraction.length), fraction)
  if (reading.kind === 'ambiguous') {
    if (decimal) return decimal === separator ? asDecimal() : finish(parts, digits + joined, '')
    return {
      problem: { code: 'valueAmbiguous', expected: `${digits}${joined} | ${digits}${other(separator)}${fraction}` },
    }
  }
  const meant = reading.kind === 'decimal' ? separator : other(separator)
  if (decimal && meant !== decimal) {
    const sign = parts.negative ? '-' : ''
    const right =
      reading.kind === 'decimal' ? `${joined.slice(0, joined.length - fraction.length)}${decimal}${fraction}` : joined
    return { problem: { code: 'valueSeparator', expected: `${sign}${digits}${right}${parts.exponent}` } }
  }
  return reading.kind === 'decimal' ? asDecimal() : finish(parts, digits + joined, '')
}

function finish({ negative, exponent }: Parts, whole: string, fraction: string): ReadNumber {
  const value = Number(`${whole || '0'}.${fraction || '0'}${exponent}`)
  const tooLong = fraction === '' && exponent === '' && value > Number.MAX_SAFE_INTEGER
  if (!Number.isFinite(value) || tooLong) {
    return { problem: { code: 'valueTooLarge', expected: `≤ ${Number.MAX_SAFE_INTEGER}` } }
  }
  return { value: negative && value !== 0 ? -value : value }
}

export const example = (decimal: Decimal | undefined): string => `1234${decimal ?? '.'}5`
