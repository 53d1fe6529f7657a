/** Telephone numbers: Polish mobiles and landlines in their usual forms, and international ones. */
import { digitsOf, wordsBefore, type Group, type Sequence } from './digits.ts'
import type { Hit } from './types.ts'

const MOBILE = new Set([45, 50, 51, 53, 57, 60, 66, 69, 72, 73, 78, 79, 88])
const LANDLINE = new Set([
  ...[12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 29, 32, 33, 34, 41, 42, 43, 44, 46, 48, 52, 54, 55, 56, 58, 59],
  ...[61, 62, 63, 65, 67, 68, 71, 74, 75, 76, 77, 81, 82, 83, 84, 85, 86, 87, 89, 91, 94, 95],
])
/** Numbers that only firms and offices have. */
const LINES = new Set([70, 80])
/** Of a hundred beginnings so many are of a mobile; of any telephone. */
export const MOBILE_RATE = MOBILE.size / 100
export const PHONE_RATE = (MOBILE.size + LANDLINE.size + LINES.size) / 100

const KEYWORD =
  /(tel|telefon\p{L}*|kom|komórk\p{L}*|phone|mobile|cell|fax|faks|sms|whatsapp|тел|телефон\p{L}*|моб)[.:\s]*$/u
const OFFICE_WORD = /fax|faks|sekretariat|centrala|infolinia|dyżurn|приймальня/
const ABROAD_DIGITS_MIN = 9
const ABROAD_DIGITS_MAX = 15
const COUNTRY = '48'
/** Whose numbers are written with two zeros in front of them here. */
const WITH_ZEROS = /^00(?:48|380)\d{9}$/
/** How nine digits are grouped by people. */
const FORMS = [[9], [3, 3, 3], [2, 3, 2, 2], [2, 7], [3, 2, 2, 2], [2, 3, 4], [1, 2, 3, 3]]

/** Every nine digits in such a form are a hit; whether they begin as a telephone does is said of each. */
export function phonesIn(text: string, groups: Sequence): Hit[] {
  const first = groups[0]!
  const plus = /\+ ?\(?$/.test(text.slice(Math.max(0, first.start - 3), first.start))
  const digits = digitsOf(text, groups)
  const abroad = plus ? digits : WITH_ZEROS.test(digits) ? digits.slice(2) : undefined
  if (abroad !== undefined && abroad.length >= ABROAD_DIGITS_MIN && abroad.length <= ABROAD_DIGITS_MAX) {
    const kind = abroad.startsWith(COUNTRY) ? kindOf(abroad.slice(2)) : 'mobile'
    return [hit(text, groups, kind, true)]
  }
  const home = withoutFront(digits)
  if (home && kindOf(home)) return [hit(text, groups, kindOf(home), groups[1]?.gap.startsWith(')') ?? false)]
  return windows(text, groups)
}

/** Of 48601234567 and 0601234567 the nine digits. */
function withoutFront(digits: string): string | undefined {
  if (digits.length === 11 && digits.startsWith(COUNTRY)) return digits.slice(2)
  return digits.length === 10 && digits.startsWith('0') ? digits.slice(1) : undefined
}

type Kind = 'mobile' | 'landline' | 'line' | undefined
function kindOf(nine: string): Kind {
  if (nine.length !== 9) return undefined
  const begin = Number(nine.slice(0, 2))
  return MOBILE.has(begin) ? 'mobile' : LANDLINE.has(begin) ? 'landline' : LINES.has(begin) ? 'line' : undefined
}

function windows(text: string, groups: Sequence): Hit[] {
  const hits: Hit[] = []
  for (let i = 0; i < groups.length;) {
    const form = FORMS.find((lengths) => lengths.every((length, j) => lengthOf(groups[i + j]) === length))
    if (!form) {
      i++
      continue
    }
    const part = groups.slice(i, i + form.length)
    const dashes = part.slice(1).filter(({ gap }) => gap.includes('-') || gap.includes(')')).length
    hits.push(hit(text, part, kindOf(digitsOf(text, part)), form.length > 1 && dashes > 0))
    i += form.length
  }
  return hits
}

/** Nine digits that are a whole cell. */
export function bareNine(digits: string): Hit {
  const kind = kindOf(digits)
  const office = kind === 'landline' || kind === 'line'
  return { detector: 'phone', start: 0, end: digits.length, valid: kind !== undefined, sure: false, office }
}

const lengthOf = (group: Group | undefined): number => (group ? group.end - group.start : 0)

function hit(text: string, groups: Sequence, kind: Kind, clear: boolean): Hit {
  const start = groups[0]!.start
  const before = wordsBefore(text, start)
  const said = KEYWORD.test(before)
  const office = kind === 'landline' || kind === 'line' || OFFICE_WORD.test(before)
  const valid = kind !== undefined
  return { detector: 'phone', start, end: groups.at(-1)!.end, valid, sure: valid && (clear || said), office }
}
