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

/** The year of a cell that is one whole date; undefined where it is none. */
export function yearOfDate(text: string): number | undefined {
  const at = text.charCodeAt(4)
  const sooner = text.charCodeAt(2)
  const soonest = text.charCodeAt(1)
  if (!isSeparator(at) && !isSeparator(sooner) && !isSeparator(soonest) && text.length !== 8) return undefined
  const [, y, m, d] = YEAR_FIRST.exec(text) ?? reversed(DAY_FIRST.exec(text)) ?? COMPACT.exec(text) ?? []
  if (y === undefined) return undefined
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) ? year : undefined
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
