/** Working hours as people write them: “7:00–15:00, 16:00–18:00”. Pure. */

export type Hours = [from_min: number, to_min: number][]
const SPAN = /^(\d{1,2})(?::(\d\d))?\s*[-–—]\s*(\d{1,2})(?::(\d\d))?$/
const SPANS_MAX = 4
const DAY_MIN = 1440

/** Undefined where it cannot be read; nothing is a day off. */
export function hoursIn(text: string): Hours | undefined {
  const spans = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const read = spans.map((span): [number, number] | undefined => {
    const [, from, fromMinutes = '0', to, toMinutes = '0'] = SPAN.exec(span) ?? []
    const [a, b] = [Number(from) * 60 + Number(fromMinutes), Number(to) * 60 + Number(toMinutes)]
    const isRight = Number(fromMinutes) < 60 && Number(toMinutes) < 60 && a < b && b <= DAY_MIN
    return isRight ? [a, b] : undefined
  })
  const hours = read.filter((span) => span !== undefined).toSorted(([a], [b]) => a - b)
  const areApart = hours.every(([from], i) => i === 0 || hours[i - 1]![1] <= from)
  return hours.length === spans.length && hours.length <= SPANS_MAX && areApart ? hours : undefined
}

const time = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
export const hoursText = (hours: readonly (readonly [number, number])[]): string =>
  hours.map(([from, to]) => `${time(from)}–${time(to)}`).join(', ')
