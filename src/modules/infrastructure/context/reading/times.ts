/** Times as NGSI-LD writes them: with their zone. Pure. */
import { refuse } from '../refusals.ts'

const ZONED = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/ // prettier-ignore

export const isTime = (text: unknown): text is string =>
  typeof text === 'string' && ZONED.test(text) && (text.slice(8, 10) <= '28' || isInItsMonth(text))

function isInItsMonth(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

/** Throws `context.badTime` for a time without its zone, or none that there is. */
export function timeOf(value: unknown, where: string): string {
  if (isTime(value)) return value
  throw refuse.badTime({ where, value: String(value).slice(0, 60) })
}
