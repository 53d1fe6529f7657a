/** Today in the city, such as 2026-11-23. */
import type { Needs } from './needs.ts'

export function today({ clock, timezone }: Pick<Needs, 'clock' | 'timezone'>): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' })
  return parts.format(clock.now())
}
