/** Сторінки, на яких місто показує себе світові, українською. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Чому {city}',
  lead: 'Місто власними словами та в числах, кожне з яких можна простежити аж до файлу.',
  audiences: {
    investors: 'Для інвесторів',
    students: 'Для студентів',
    newcomers: 'Для нових мешканців',
    visitors: 'Для гостей',
  },
  numbers: 'У числах',
  numbersText: 'Щойно прочитано з опублікованих показників міста. Біля кожного числа є шлях до його джерела.',
  whence: 'Звідки це число',
  missing: 'Чого бракує',
  missingText: 'Для цих показників місто ще не опублікувало значень, тому їх тут немає:',
  sectors: 'Галузі',
  distinctions: 'Рейтинги та відзнаки',
  kinds: { ranking: 'Рейтинг', prize: 'Премія', certificate: 'Сертифікат', title: 'Титул' },
  by: 'надає: {by}',
  embed: {
    title: 'Вбудувати цю картку',
    lead: 'Вставте цей код на свою сторінку. Числа оновляться самі, коли місто опублікує нові.',
    preview: 'Переглянути саму картку',
    more: 'Усе з джерелами: {site}',
  },
  old: 'за {year} рік, новіших немає',
  ahead: 'попереду',
  given: '{n, plural, one {# рік тому} few {# роки тому} many {# років тому} other {# року тому}}',
  source: 'Джерело',
  none: 'Це місто ще не має таких сторінок.',
} satisfies Catalogue['promotion']

export const errors = { noPage: 'Це місто не має такої сторінки.' } satisfies Catalogue['errors']['promotion']
