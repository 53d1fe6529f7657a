/** The periods that a statistic speaks of: '2023', '2023-S1', '2023-Q1', '2023-M05', '2023-05-17'. */

/** Coarse to fine. */
export const PERIOD_KINDS = ['year', 'half', 'quarter', 'month', 'day'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** `ordinal` counts the periods of one kind without a gap, so a lag is a subtraction. */
export type Period = { readonly text: string; readonly kind: PeriodKind; readonly ordinal: number }

const PATTERN = /^([1-9]\d{3})(?:-(?:S([12])|Q([1-4])|M(0[1-9]|1[0-2])|(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])))?$/
const YEAR_MIN = 1000
const YEAR_MAX = 9999
const DAY_MS = 86_400_000
const PER_YEAR = { year: 1, half: 2, quarter: 4, month: 12 } as const

/** The period a text names; undefined where it names none (also 2023-02-30). */
export function parsePeriod(text: string): Period | undefined {
  const match = PATTERN.exec(text)
  if (!match) return undefined
  const [, year, half, quarter, month, monthOfDay, day] = match
  if (day) {
    const date = new Date(Date.UTC(Number(year), Number(monthOfDay) - 1, Number(day)))
    if (date.getUTCDate() !== Number(day)) return undefined
    return { text, kind: 'day', ordinal: date.getTime() / DAY_MS }
  }
  if (half) return { text, kind: 'half', ordinal: Number(year) * 2 + Number(half) - 1 }
  if (quarter) return { text, kind: 'quarter', ordinal: Number(year) * 4 + Number(quarter) - 1 }
  if (month) return { text, kind: 'month', ordinal: Number(year) * 12 + Number(month) - 1 }
  return { text, kind: 'year', ordinal: Number(year) }
}

export function periodKind(text: string): PeriodKind | undefined {
  return parsePeriod(text)?.kind
}

/** The period with this place among its kind; undefined outside the years 1000 to 9999. */
export function periodAt(kind: PeriodKind, ordinal: number): Period | undefined {
  const date = kind === 'day' ? new Date(ordinal * DAY_MS) : undefined
  const year = date ? date.getUTCFullYear() : Math.floor(ordinal / PER_YEAR[kind as Exclude<PeriodKind, 'day'>])
  if (!(year >= YEAR_MIN && year <= YEAR_MAX)) return undefined
  if (date) return { text: date.toISOString().slice(0, 10), kind, ordinal }
  const within = ordinal - year * PER_YEAR[kind as Exclude<PeriodKind, 'day'>] + 1
  if (kind === 'year') return { text: `${year}`, kind, ordinal }
  if (kind === 'half') return { text: `${year}-S${within}`, kind, ordinal }
  if (kind === 'quarter') return { text: `${year}-Q${within}`, kind, ordinal }
  return { text: `${year}-M${String(within).padStart(2, '0')}`, kind, ordinal }
}

/** The period of the same kind `count` earlier (later when negative). */
export function lagPeriod(text: string, count: number): string | undefined {
  const period = parsePeriod(text)
  return period && periodAt(period.kind, period.ordinal - count)?.text
}

const DAYS = new Map<string, { first: number; last: number } | undefined>()
const DAYS_KEPT_MAX = 10_000

/** The period's first and last day, counted from 1970-01-01. */
function daysOf(text: string): { first: number; last: number } | undefined {
  if (DAYS.has(text)) return DAYS.get(text)
  const period = parsePeriod(text)
  let days: { first: number; last: number } | undefined
  if (period?.kind === 'day') days = { first: period.ordinal, last: period.ordinal }
  else if (period) {
    const months = 12 / PER_YEAR[period.kind as Exclude<PeriodKind, 'day'>]
    const first = period.ordinal * months - 1970 * 12
    days = { first: Date.UTC(1970, first) / DAY_MS, last: Date.UTC(1970, first + months) / DAY_MS - 1 }
  }
  if (DAYS.size >= DAYS_KEPT_MAX) DAYS.clear()
  DAYS.set(text, days)
  return days
}

const dayText = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** The first day of the period, as text. */
export function firstDay(text: string): string | undefined {
  const days = daysOf(text)
  return days && dayText(days.first)
}

/** The last day of the period, as text: the day for which a yearly figure's boundaries hold. */
export function lastDay(text: string): string | undefined {
  const days = daysOf(text)
  return days && dayText(days.last)
}

/** The kinds finer than this one, coarse to fine. */
export function finerKinds(kind: PeriodKind): readonly PeriodKind[] {
  return PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(kind) + 1)
}

/** The periods of a finer kind that make up this one, in order; none where the kind is not finer. */
export function finerPeriods(text: string, kind: PeriodKind): readonly string[] {
  const period = parsePeriod(text)
  const days = daysOf(text)
  if (!period || !days || !finerKinds(period.kind).includes(kind)) return []
  let first = days.first
  let last = days.last
  if (kind !== 'day') {
    const ratio = PER_YEAR[kind] / PER_YEAR[period.kind as Exclude<PeriodKind, 'day'>]
    first = period.ordinal * ratio
    last = first + ratio - 1
  }
  return Array.from({ length: last - first + 1 }, (_, i) => periodAt(kind, first + i)!.text)
}

/** The coarser periods that this one is a part of, fine to coarse. */
export function coarserPeriods(text: string): readonly string[] {
  const period = parsePeriod(text)
  if (!period || period.kind === 'year') return []
  const year = Number(text.slice(0, 4))
  const months =
    period.kind === 'day' ? Number(text.slice(5, 7)) - 1 : (period.ordinal * 12) / PER_YEAR[period.kind] - year * 12
  const coarser = PERIOD_KINDS.slice(0, PERIOD_KINDS.indexOf(period.kind)) as Exclude<PeriodKind, 'day'>[]
  return coarser.toReversed().map((kind) => {
    const within = Math.floor((months * PER_YEAR[kind]) / 12)
    return periodAt(kind, year * PER_YEAR[kind] + within)!.text
  })
}

/** Orders periods by when they begin; of two that begin together the coarser comes first. */
export function comparePeriods(a: string, b: string): number {
  const left = daysOf(a)
  const right = daysOf(b)
  if (!left || !right) return left ? -1 : right ? 1 : a < b ? -1 : a > b ? 1 : 0
  return left.first - right.first || right.last - left.last
}
