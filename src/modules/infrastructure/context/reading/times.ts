/** Times as NGSI-LD writes them: with their zone. Pure. */
import { refuse } from '../refusals.ts'

const ZONED = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/

export function isTime(text: unknown): text is string {
  const found = typeof text === 'string' ? ZONED.exec(text) : null
  if (!found) return false
  const [, year, month, day] = found.map(Number) as [number, number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Throws `context.badTime` for a time without its zone, or none that there is. */
export function timeOf(value: unknown, where: string): string {
  if (isTime(value)) return value
  throw refuse.badTime({ where, value: String(value).slice(0, 60) })
}
