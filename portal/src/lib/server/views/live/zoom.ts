/** The times that a history can be looked at: a year, a month, a day, an hour of the city's own clock. Pure. */

export const ZOOMS = ['year', 'month', 'day', 'hour'] as const
export type Zoom = (typeof ZOOMS)[number]
export type Span = { from: Date; to: Date }
const HOUR_MS = 3_600_000
const FORM: Record<Zoom, RegExp> = { year: /^\d{4}$/, month: /^\d{4}-\d\d$/, day: /^\d{4}-\d\d-\d\d$/, hour: /^\d{4}-\d\d-\d\dT\d\d(?:[+-]\d\d)?$/ } // prettier-ignore

/** What the city's clocks show at an instant, as if that were UTC. */
export function wall(at: Date, timezone: string): Date {
  const parts = new Intl.DateTimeFormat('en', { timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at) // prettier-ignore
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')))
}

/** The instant at which the city's clocks show this; of an hour that is twice there, the first. */
export function instant(shown: Date, timezone: string): Date {
  const offset = (at: Date) => wall(at, timezone).getTime() - Math.floor(at.getTime() / 1000) * 1000
  const offsets = [-12, 12].map((hours) => offset(new Date(shown.getTime() + hours * HOUR_MS)))
  const found = offsets.map((one) => new Date(shown.getTime() - one)).find((at) => wall(at, timezone).getTime() === shown.getTime()) // prettier-ignore
  return found ?? new Date(shown.getTime() - offsets[0]!)
}

const step = (shown: Date, zoom: Zoom, by: number): Date => {
  const [year, month, day, hour] = [shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate(), shown.getUTCHours()] // prettier-ignore
  if (zoom === 'year') return new Date(Date.UTC(year + by, 0))
  if (zoom === 'month') return new Date(Date.UTC(year, month + by))
  if (zoom === 'day') return new Date(Date.UTC(year, month, day + by))
  return new Date(Date.UTC(year, month, day, hour + by))
}

const LENGTH: Record<Zoom, number> = { year: 4, month: 7, day: 10, hour: 13 }
const textOf = (shown: Date, zoom: Zoom): string => shown.toISOString().slice(0, LENGTH[zoom])

/** `2026-11-26` → the whole day; the time now where the text is none. */
export function spanOf(text: string, zoom: Zoom, now: Date, timezone: string) {
  const given = FORM[zoom].test(text) ? new Date(`${text}${{ year: '-01-01T00', month: '-01T00', day: 'T00', hour: '' }[zoom]}:00:00Z`) : undefined // prettier-ignore
  const isDate = given && !Number.isNaN(given.getTime()) && given.getUTCFullYear() >= 1970
  const shown = step(isDate ? given : wall(now, timezone), zoom, 0)
  const [from, to] = [shown, step(shown, zoom, 1)].map((one) => instant(one, timezone)) as [Date, Date]
  return {
    ...{ from, to, at: textOf(shown, zoom), earlier: textOf(step(shown, zoom, -1), zoom) },
    later: to <= now ? textOf(step(shown, zoom, 1), zoom) : undefined,
    isNow: from <= now && now < to,
  }
}

/** The same time from nearer or farther: where it holds the present, that. */
export function atZoom(from: Date, isNow: boolean, zoom: Zoom, now: Date, timezone: string): string {
  return textOf(step(wall(isNow ? now : from, timezone), zoom, 0), zoom)
}

/** Round times of the city's clocks between two instants, about so many. */
export function timesBetween({ from, to }: Span, zoom: Zoom, wanted: number, timezone: string): Date[] {
  const [unit, count] = ({ year: ['month', 12], month: ['day', 31], day: ['hour', 24], hour: ['hour', 60] } as const)[zoom]
  const every = Math.ceil(count / wanted)
  if (zoom === 'hour') return Array.from({ length: 60 / 10 + 1 }, (_, i) => new Date(from.getTime() + i * 600_000)).filter((at) => at < to) // prettier-ignore
  const begin = wall(from, timezone)
  const all = Array.from({ length: count }, (_, i) => instant(step(begin, unit, i), timezone)).filter((at) => at < to)
  return all.filter((_, i) => i % every === 0)
} // prettier-ignore
