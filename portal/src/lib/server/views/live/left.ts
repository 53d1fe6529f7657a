/** What persons left out of the figures: told to everybody, with the reason to whoever works on the city's things. */
import type { City } from '#lib/server/city.ts'
import type { Say } from '#lib/live/things.ts'
import { wall } from './zoom.ts'

type Exclusion = Awaited<ReturnType<City['infrastructure']['telemetry']['quality']['exclusions']>>[number]
type Span = { from: Date; to: Date }
const MINUTE_MS = 60_000

/** Those that lie in the span. */
export const leftOf = ({ t, format }: Say, all: readonly Exclusion[], span: Span, mayRead: boolean) =>
  all
    .filter(({ from, to }) => from < span.to && to > span.from)
    .map(({ from, to, at, reason }) => ({
      ...{ from: from.toISOString(), to: to.toISOString(), reason: mayRead ? reason : '' },
      text: t('live.leftOut.stretch', { from: format.moment(from), to: format.moment(to), day: format.day(at) }),
    }))

/** Whole minutes around it, as the city's clocks show them. */
export function stretchOf({ from, to }: Span, timezone: string): { from: string; to: string } {
  const shown = (at_ms: number) => wall(new Date(at_ms), timezone).toISOString().slice(0, 16)
  const end_ms = (Math.floor(to.getTime() / MINUTE_MS) + 1) * MINUTE_MS
  return { from: shown(from.getTime()), to: shown(end_ms) }
}
