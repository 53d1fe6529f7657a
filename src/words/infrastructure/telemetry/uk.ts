/** What telemetry says, in Ukrainian. */
import type { Shape } from '../../catalogue.ts'
import type {
  readingsErrors as en,
  rollupsErrors as rollups,
  qualityErrors as quality,
  retentionErrors as retention,
} from './en.ts'

export const readingsErrors: Shape<typeof en> = {
  badTime: '«{time}» не є часом із часовим поясом, таким як 2026-11-24T10:00:00Z.',
  tooFarAhead:
    '{time} випереджає теперішній час більше ніж на {daysMax, plural, one {# день} few {# дні} many {# днів} other {# дня}}. Налаштуйте годинник пристрою.',
}

export const rollupsErrors: Shape<typeof rollups> = {
  tooMany: 'Понад {most} періодів — забагато для однієї відповіді: запитайте про коротший час або довші періоди.',
}

export const qualityErrors: Shape<typeof quality> = {
  unknownSeries: 'Немає показів атрибута «{attribute}».',
  badStretch:
    'Відрізок закінчується пізніше, ніж починається, і триває щонайбільше {daysMax, plural, one {# день} few {# дні} many {# днів} other {# дня}}.',
  notExcluded: 'Там нічого не пропущено.',
}

export const retentionErrors: Shape<typeof retention> = {
  notSaid: 'Не визначено, як довго зберігати «{type}».',
}
