/** Strony, na których miasto pokazuje się światu, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Dlaczego {city}',
  lead: 'Miasto własnymi słowami i w liczbach, z których każdą można prześledzić aż do pliku.',
  audiences: {
    investors: 'Dla inwestorów',
    students: 'Dla studentów',
    newcomers: 'Dla nowych mieszkańców',
    visitors: 'Dla gości',
  },
  numbers: 'W liczbach',
  numbersText:
    'Odczytane przed chwilą z opublikowanych wskaźników miasta. Przy każdej liczbie jest droga do jej źródła.',
  whence: 'Skąd ta liczba',
  missing: 'Czego brakuje',
  missingText: 'Dla tych wskaźników miasto nie opublikowało jeszcze wartości, dlatego ich tu nie ma:',
  sectors: 'Branże',
  distinctions: 'Rankingi i wyróżnienia',
  kinds: { ranking: 'Ranking', prize: 'Nagroda', certificate: 'Certyfikat', title: 'Tytuł' },
  by: 'przyznaje: {by}',
  embed: {
    title: 'Umieść tę kartę u siebie',
    lead: 'Wklej ten kod na swojej stronie. Liczby zmienią się same, gdy miasto opublikuje nowe.',
    preview: 'Zobacz samą kartę',
    more: 'Całość ze źródłami: {site}',
  },
  old: 'z {year} r., nowszych nie ma',
  ahead: 'przed nami',
  given: '{n, plural, one {# rok temu} few {# lata temu} many {# lat temu} other {# roku temu}}',
  source: 'Źródło',
  none: 'To miasto nie ma jeszcze takich stron.',
} satisfies Catalogue['promotion']

export const errors = { noPage: 'To miasto nie ma takiej strony.' } satisfies Catalogue['errors']['promotion']
