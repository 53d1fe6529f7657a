/** Days and moments as people write them: which way, whether there is such a day, and how it is spelled. */

/** Every way in which a day may be written, in the signs of strptime; a time may follow each, behind a space or a 'T'. */
export const DATE_FORMATS = [
  '%Y-%m-%d',
  '%d.%m.%Y',
  '%d-%m-%Y',
  '%d/%m/%Y',
  '%m/%d/%Y',
  '%Y/%m/%d',
  '%Y.%m.%d',
  '%d %B %Y',
  // Either of the two with slashes: both numbers may be months.
  '?/?/%Y',
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]
const [ISO, DOTS, DASHES, SLASHES, AMERICAN, YEAR_SLASHES, YEAR_DOTS, WORDS, EITHER] = DATE_FORMATS.keys()
export const EITHER_FORMAT = EITHER!

/** The last day that was read. */
export type DateLook = {
  format: number
  /** There is such a day, and such a time. */
  isRight: boolean
  year: number
  month: number
  day: number
  hasTime: boolean
  second: number
  /** Behind whole seconds, as written, without its mark. */
  fraction: string
  /** 'Z', '+02:00'; '' where none is said. */
  zone: string
}
export const createDateLook = (): DateLook => ({ format: 0, isRight: false, year: 0, month: 0, day: 0, hasTime: false, second: 0, fraction: '', zone: '' }) // prettier-ignore

const [ZERO, NINE, DASH, DOT, SLASH, SPACE, LETTER_T, COLON] = [48, 57, 45, 46, 47, 32, 84, 58]
const CHARS_MAX = 60

/** Whether the text is a day, or a moment; what it is stands in `look`. */
export function readDate(text: string, look: DateLook): boolean {
  const length = text.length
  if (length < 8 || length > CHARS_MAX) return false
  let first = 0
  let second = 0
  let third = 0
  let at = 0
  const firstEnd = digitsEnd(text, 0, 4)
  for (; at < firstEnd; at++) first = first * 10 + text.charCodeAt(at) - ZERO
  const mark = text.charCodeAt(at)
  if (firstEnd === 0 || (mark !== DASH && mark !== DOT && mark !== SLASH)) return firstEnd > 0 && readWords(text, look)
  const secondEnd = digitsEnd(text, ++at, 2)
  if (secondEnd === at || text.charCodeAt(secondEnd) !== mark) return false
  for (; at < secondEnd; at++) second = second * 10 + text.charCodeAt(at) - ZERO
  const yearFirst = firstEnd === 4
  if (!yearFirst && firstEnd > 2) return false
  const thirdFrom = ++at
  const thirdEnd = digitsEnd(text, at, yearFirst ? 2 : 4)
  if (thirdEnd === at || (!yearFirst && thirdEnd - thirdFrom !== 4)) return false
  for (; at < thirdEnd; at++) third = third * 10 + text.charCodeAt(at) - ZERO
  look.format = yearFirst ? yearFormat(mark) : dayFormat(mark, first, second)
  look.year = yearFirst ? first : third
  look.month = look.format === AMERICAN ? first : second
  look.day = yearFirst ? third : look.format === AMERICAN ? second : first
  look.isRight = isDay(look.year, look.month, look.day)
  return readTime(text, at, look)
}

const yearFormat = (mark: number): number => (mark === DASH ? ISO! : mark === SLASH ? YEAR_SLASHES! : YEAR_DOTS!)
function dayFormat(mark: number, first: number, second: number): number {
  if (mark !== SLASH) return mark === DOT ? DOTS! : DASHES!
  return first > 12 ? SLASHES! : second > 12 ? AMERICAN! : EITHER!
}

function digitsEnd(text: string, from: number, most: number): number {
  let at = from
  while (at < text.length && at - from < most && isDigit(text.charCodeAt(at))) at++
  return at
}
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE

const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

function readTime(text: string, at: number, look: DateLook): boolean {
  look.hasTime = at < text.length
  look.second = 0
  look.fraction = ''
  look.zone = ''
  if (!look.hasTime) return true
  const mark = text.charCodeAt(at)
  if (mark !== SPACE && mark !== LETTER_T) return false
  if (readPlainClock(text, at + 1, look)) return true
  const rest = text.slice(at + 1).trim()
  if (rest === '') return !(look.hasTime = false)
  const match = CLOCK.exec(rest)
  if (!match) return false
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  look.second = (hours * 60 + minutes) * 60 + seconds
  look.fraction = match[4] ?? ''
  look.zone = zoneOf(match[5])
  look.isRight &&= hours < 24 && minutes < 60 && seconds < 60
  return true
}

/** 'hh:mm' or 'hh:mm:ss' and nothing else, which is what most are. */
function readPlainClock(text: string, at: number, look: DateLook): boolean {
  const length = text.length - at
  if ((length !== 5 && length !== 8) || text.charCodeAt(at + 2) !== COLON) return false
  if (length === 8 && text.charCodeAt(at + 5) !== COLON) return false
  const [hours, minutes, seconds] = [twoDigits(text, at), twoDigits(text, at + 3), length === 8 ? twoDigits(text, at + 6) : 0] // prettier-ignore
  if (hours < 0 || minutes < 0 || seconds < 0) return false
  look.second = (hours * 60 + minutes) * 60 + seconds
  look.isRight &&= hours < 24 && minutes < 60 && seconds < 60
  return true
}

function twoDigits(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO]
  return first >= 0 && first <= 9 && second >= 0 && second <= 9 ? first * 10 + second : -1
}

function zoneOf(zone: string | undefined): string {
  if (!zone) return ''
  if (zone === 'Z' || zone === 'z') return 'Z'
  const digits = zone.replace(/\D/g, '').padEnd(4, '0')
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
}

const MONTHS = [
  'styczeń stycznia sty january jan січень січня січ',
  'luty lutego lut february feb лютий лютого лют',
  'marzec marca mar march березень березня бер',
  'kwiecień kwietnia kwi april apr квітень квітня кві',
  'maj maja may травень травня тра',
  'czerwiec czerwca cze june jun червень червня чер',
  'lipiec lipca lip july jul липень липня лип',
  'sierpień sierpnia sie august aug серпень серпня сер',
  'wrzesień września wrz september sep sept вересень вересня вер',
  'październik października paź october oct жовтень жовтня жов',
  'listopad listopada lis november nov листопад листопада лис',
  'grudzień grudnia gru december dec грудень грудня гру',
]
const MONTH_WORDS = new Map(MONTHS.flatMap((words, i) => words.split(' ').map((word) => [word, i + 1] as const)))
const IN_WORDS = /^(\d{1,2})\.?\s+(\p{L}{3,12})\.?\s+(\d{4})(?:\s*(?:r|р)\.?)?$/u

/** '31 grudnia 2025 r.' */
function readWords(text: string, look: DateLook): boolean {
  const match = IN_WORDS.exec(text)
  const month = match && MONTH_WORDS.get(match[2]!.toLowerCase())
  if (!match || !month) return false
  look.format = WORDS!
  look.day = Number(match[1])
  look.month = month
  look.year = Number(match[3])
  look.isRight = isDay(look.year, look.month, look.day)
  return readTime('', 0, look)
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** There is no year 0. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false
  return day <= DAYS[month - 1]! || (month === 2 && day === 29 && isLeap(year))
}
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** With its first two numbers the other way round, for a file whose days with slashes are American. */
export function asAmerican(look: DateLook): void {
  if (look.format !== EITHER) return
  const { day, month } = look
  look.day = month
  look.month = day
  look.format = AMERICAN!
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0')

/** '2025-12-31'; `text`: from which it was read, which mostly has its digits where they are needed. */
export function dayText({ year, month, day, format }: DateLook, text = ''): string {
  if (text.length === 10 && format === ISO) return text
  if (text.length === 10 && (format === DOTS || format === DASHES))
    return `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}`
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** '14:30:00', '14:30:00.25' */
export function clockText(second: number, fraction: string): string {
  const clock = `${pad(Math.floor(second / 3600), 2)}:${pad(Math.floor(second / 60) % 60, 2)}:${pad(second % 60, 2)}`
  return fraction === '' ? clock : `${clock}.${fraction}`
}

/** '2025-12-31T14:30:00+02:00' */
export function momentText(look: DateLook, text = ''): string {
  if (text.length === 19 && look.format === ISO) return text.charCodeAt(10) === LETTER_T ? text : `${text.slice(0, 10)}T${text.slice(11)}` // prettier-ignore
  return `${dayText(look)}T${clockText(look.second, look.fraction)}${look.zone}`
}

/** Seconds since 1970, of UTC where the zone is said; for order alone. */
export function secondsOf({ year, month, day, second, zone }: DateLook): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const days = era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
  const offset = zone.length > 1 ? (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * (zone[0] === '-' ? -60 : 60) : 0 // prettier-ignore
  return days * 86_400 + second - offset
}

const CLOCK_ALONE = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?$/

/** A time of day in its one spelling: null where there is no such time, undefined where the text is none. */
export function readClock(text: string): { second: number; text: string } | null | undefined {
  const match = text.length <= 18 ? CLOCK_ALONE.exec(text) : null
  if (!match) return undefined
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  const second = (hours * 60 + minutes) * 60 + seconds
  return hours < 24 && minutes < 60 && seconds < 60 ? { second, text: clockText(second, match[4] ?? '') } : null
}
