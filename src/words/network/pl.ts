/** Sieć miast: klucze i podpisane oświadczenia, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  keys: {
    states: {
      current: 'podpisuje teraz',
      retired: 'wycofany z użycia',
      revoked: 'unieważniony',
    },
  },
} satisfies Catalogue['network']

export const errors = {
  unknownKey: 'To miasto nie ma takiego klucza.',
  keyRevoked: 'Ten klucz jest już unieważniony, od {since, date, long}.',
  notYet: 'Klucz unieważnia się od chwili, która już minęła.',
  beforeKey: 'Klucza jeszcze wtedy nie było: powstał {madeAt, date, long}.',
  unknownStatement: 'To miasto nie wydało takiego oświadczenia.',
  sealedOtherwise:
    'Klucz podpisujący miasta zaszyfrowano innym sekretem (SECRET) niż ten, który system ma teraz. Przywróć poprzedni sekret albo zmień klucz w panelu.',
} satisfies Catalogue['errors']['network']
