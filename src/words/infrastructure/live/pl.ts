/** What live viewers are told, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type { liveErrors as en } from './en.ts'

export const liveErrors: Shape<typeof en> = {
  tooMany:
    'Z tego adresu {most, plural, one {otwarto już # podgląd na żywo} few {otwarto już # podglądy na żywo} many {otwarto już # podglądów na żywo} other {otwarto już # podglądu na żywo}}. Zamknij jeden z nich albo spróbuj za {retryAfterSeconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}.',
  full: 'Ogląda tylu ludzi, że nie ma teraz miejsca. Spróbuj za {retryAfterSeconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}; sama strona działa i bez tego.',
}
