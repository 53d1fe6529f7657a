/** Dates as people write them, and days of birth said in words. */
import { daysIn } from './checksums.ts'
import type { Hit } from './types.ts'

const YEAR_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/
const DAY_FIRST = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?: r\.?)?(?: \d{1,2}:\d{2}.*)?$/
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
const BORN =
  /(?<!\p{L})(?:ur\.?|urodzon[yaeąo]\p{L}{0,2}|data urodzenia|born|birth|dob|нар\.?|народи\p{L}*|дата народження)[:\s]{1,3}(?:dnia |w dniu |on )?(\d{1,2}[-./ ](?:\d{1,2}|\p{L}{3,12})[-./ ]\d{4}|\d{4}[-./]\d{1,2}[-./]\d{1,2})/giu
/** Quick, and rarely so. */
const SAID = /[Uu][Rr][.oO :]|[Bb]orn|[Bb]irth|DOB|dob|[Нн]ар/
const HITS_MAX = 1_000

const [DASH, SPACE, LETTER_T, COLON, ZERO] = [45, 32, 84, 58, 48]

/** The year of a cell that is one whole date, from `from` to `to`; undefined where it is none. */
export function yearOfDate(whole: string, from = 0, to = whole.length): number | undefined {
  const at = whole.charCodeAt(from + 4)
  const sooner = whole.charCodeAt(from + 2)
  const soonest = whole.charCodeAt(from + 1)
  if (!isSeparator(at) && !isSeparator(sooner) && !isSeparator(soonest) && to - from !== 8) return undefined
  const known = isoYear(whole, from, to)
  if (known >= 0) return known
  const text = whole.slice(from, to)
  const [, y, m, d] = YEAR_FIRST.exec(text) ?? reversed(DAY_FIRST.exec(text)) ?? COMPACT.exec(text) ?? []
  if (y === undefined) return undefined
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? year : undefined
}

/** The same of 2024-05-17 and 2024-05-17T14:30:00, which are most; -1 where it is neither. */
export function isoYear(text: string, from: number, to: number): number {
  if (to - from !== 10 && to - from !== 19) return -1
  if (text.charCodeAt(from + 4) !== DASH || text.charCodeAt(from + 7) !== DASH) return -1
  if (to - from === 19) {
    const between = text.charCodeAt(from + 10)
    if (between !== LETTER_T && between !== SPACE) return -1
    if (text.charCodeAt(from + 13) !== COLON || two(text, from + 11) < 0 || two(text, from + 14) < 0) return -1
    if (text.charCodeAt(from + 16) !== COLON || two(text, from + 17) < 0) return -1
  }
  const [century, rest, month, day] = [two(text, from), two(text, from + 2), two(text, from + 5), two(text, from + 8)]
  if (century < 0 || rest < 0 || month < 1 || month > 12 || day < 1) return -1
  const year = century * 100 + rest
  return day <= daysIn(year, month) ? year : -1
}

/** The number that two digits are; -1 where they are none. */
function two(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const isSeparator = (code: number): boolean => (code >= 45 && code <= 47) || code === 32
const reversed = (match: RegExpExecArray | null) => match && [match[0], match[3], match[2], match[1]]

export function birthsIn(text: string): Hit[] {
  if (!SAID.test(text)) return []
  return [...text.matchAll(BORN)].slice(0, HITS_MAX).map(({ index, 0: whole }) => ({
    ...({ detector: 'birthDate', valid: true, sure: true, office: false } as const),
    ...{ start: index, end: index + whole.length },
  }))
}
