/** When an event is, and what calendars are told of it. Pure. */
import type { Zone } from '#stats'
import type { Card } from '../../cards/types.ts'
import { refuse } from '../../cards/rules.ts'
import type { Dimension } from '../../register/types.ts'
import { HOURS_MAX, type CityEvent, type EventContent } from './types.ts'

const HOUR_MS = 3_600_000
const MINUTES = 60

/** Throws `cards.noSuchTime` for one that the city's clock leaves out, or that no month has. */
export function momentOf(zone: Zone, local: string): Date {
  const [day, clock] = local.split('T') as [string, string]
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  const wall = Date.parse(`${local}:00Z`)
  const isDay = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(day)
  const at = isDay ? zone.startOf(day, hours * MINUTES + minutes) : NaN
  if (!isDay || zone.wallOf(at) !== wall) throw refuse.noSuchTime({ time: local.replace('T', ' ') })
  return new Date(at)
}

/** Throws `cards.noSuchTime`, `cards.backward`. */
export function demandTimes(zone: Zone, { from, to }: Pick<EventContent, 'from' | 'to'>): void {
  const length = momentOf(zone, to).getTime() - momentOf(zone, from).getTime()
  if (length <= 0 || length > HOURS_MAX * HOUR_MS) throw refuse.backward({ from: from.replace('T', ' '), to: to.replace('T', ' '), days: HOURS_MAX / 24 }) // prettier-ignore
}

export const eventOf = (zone: Zone, card: Card<EventContent>, madeAt: Date): CityEvent => ({
  ...card,
  ...{ startsAt: momentOf(zone, card.from), endsAt: momentOf(zone, card.to), madeAt },
})

/** What is to come first, the next first; then what was, the last first. */
export function sorted(events: readonly CityEvent[], now: Date): { ahead: CityEvent[]; past: CityEvent[] } {
  const start = ({ startsAt }: CityEvent) => startsAt.getTime()
  const ahead = events.filter(({ endsAt }) => endsAt >= now).toSorted((a, b) => start(a) - start(b))
  const past = events.filter(({ endsAt }) => endsAt < now).toSorted((a, b) => start(b) - start(a))
  return { ahead, past }
}

export const ofDimension = (events: readonly CityEvent[], dimension?: Dimension): CityEvent[] =>
  dimension ? events.filter((one) => one.dimension === dimension) : [...events]
