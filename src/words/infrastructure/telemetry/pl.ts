/** What telemetry says, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type { readingsErrors as en } from './en.ts'

export const readingsErrors: Shape<typeof en> = {
  badTime: '„{time}” nie jest czasem ze strefą, takim jak 2026-11-24T10:00:00Z.',
  tooFarAhead:
    '{time} wybiega w przyszłość o ponad {daysMax, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}. Ustaw dobrze zegar urządzenia.',
}
