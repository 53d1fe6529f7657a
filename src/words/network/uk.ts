/** Мережа міст: ключі та підписані заяви, українською. */
import type { Catalogue } from '../en.ts'

export default {
  keys: {
    states: {
      current: 'підписує зараз',
      retired: 'виведено з ужитку',
      revoked: 'скасовано',
    },
  },
} satisfies Catalogue['network']

export const errors = {
  unknownKey: 'Це місто не має такого ключа.',
  keyRevoked: 'Цей ключ уже скасовано, з {since, date, long}.',
  notYet: 'Ключ скасовують від моменту, який уже минув.',
  beforeKey: 'Тоді ключа ще не було: його створено {madeAt, date, long}.',
  unknownStatement: 'Це місто не видавало такої заяви.',
  sealedOtherwise:
    'Ключ підпису міста зашифровано іншим секретом (SECRET), ніж система має зараз. Поверніть попередній секрет або змініть ключ у робочій панелі.',
} satisfies Catalogue['errors']['network']
