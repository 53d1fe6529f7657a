/** What live viewers are told, in Ukrainian. */
import type { Shape } from '../../catalogue.ts'
import type { liveErrors as en } from './en.ts'

export const liveErrors: Shape<typeof en> = {
  tooMany:
    'З цієї адреси вже {most, plural, one {відкрито # перегляд наживо} few {відкрито # перегляди наживо} many {відкрито # переглядів наживо} other {відкрито # перегляду наживо}}. Закрийте один із них або спробуйте за {retryAfterSeconds, plural, one {# секунду} few {# секунди} many {# секунд} other {# секунди}}.',
  full: 'Глядачів стільки, що зараз немає місця. Спробуйте за {retryAfterSeconds, plural, one {# секунду} few {# секунди} many {# секунд} other {# секунди}}; сама сторінка працює і без цього.',
}
