/** Periods: '2023', '2023-S1', '2023-Q1', '2023-M05', '2023-05-17', and the usual other spellings of these. */

export const PERIOD_EXPECTED = '2023, 2023-S1, 2023-Q1, 2023-M05, 2023-05-17'
const YEAR_MIN = 1800
const YEAR_MAX = 2100

const PART = /^(\d{4})(?:-?([SHQKM])([0-9]{1,2}))?$/i
const MONTH = /^(\d{4})-(\d{2})$/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const POLISH_DAY = /^(\d{2})\.(\d{2})\.(\d{4})$/
const PARTS_MAX = { S: 2, Q: 4, M: 12 }

/** The period in its one spelling; undefined where the text is none. */
export function readPeriod(text: string): string | undefined {
  const trimmed = text.trim()
  const part = PART.exec(trimmed)
  if (part) return inYears(part[1]!) ? withPart(part[1]!, part[2], part[3]) : undefined
  const month = MONTH.exec(trimmed)
  if (month) return inYears(month[1]!) ? withPart(month[1]!, 'M', month[2]) : undefined
  const day = DAY.exec(trimmed)
  if (day) return withDay(day[1]!, day[2]!, day[3]!)
  const polish = POLISH_DAY.exec(trimmed)
  return polish ? withDay(polish[3]!, polish[2]!, polish[1]!) : undefined
}

const inYears = (year: string) => Number(year) >= YEAR_MIN && Number(year) <= YEAR_MAX

function withPart(year: string, letter: string | undefined, digits: string | undefined): string | undefined {
  if (!letter) return year
  const upper = letter.toUpperCase()
  const kind = upper === 'H' ? 'S' : upper === 'K' ? 'Q' : (upper as keyof typeof PARTS_MAX)
  const number = Number(digits)
  if (number < 1 || number > PARTS_MAX[kind]) return undefined
  return `${year}-${kind}${kind === 'M' ? String(number).padStart(2, '0') : number}`
}

function withDay(year: string, month: string, day: string): string | undefined {
  if (!inYears(year)) return undefined
  const iso = `${year}-${month}-${day}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
