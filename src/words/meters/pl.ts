/** Liczniki na pulpicie, po polsku. */
import type { Shape } from '../catalogue.ts'
import type en from './en.ts'

const pl: Shape<typeof en> = {
  title: 'Liczniki',
  lead: 'Co pokazują liczniki i ich odczyty z plików. Wiersze, których nie da się odczytać, są wymienione z numerami, a pozostałe zapisane.',
  all: 'Liczniki z odczytami',
  count: '{n, plural, one {# licznik} few {# liczniki} many {# liczników} other {# licznika}}',
  none: 'Żaden licznik nie ma jeszcze odczytów',
  noneText: 'Wczytaj poniżej plik z odczytami albo dodaj licznik jako urządzenie.',
  noneFound: 'Żaden licznik nie ma tego w nazwie',
  search: 'Część nazwy licznika',
  find: 'Znajdź',
  meter: 'Licznik',
  register: 'Stan',
  use: 'Ostatnie zużycie',
  events: 'Wymiana, przekręcenie',
  since: 'od {at}',
  more: 'Dalsze liczniki',
  first: 'Od początku',
  rolledOver: '{at}: przekręcił się, {from} → {to}',
  exchanged: '{at}: wymieniony, {from} → {to}',
  eventsText:
    'Licznik, którego stan spada tuż przed końcem skali, przekręcił się. Jeśli spada w innym miejscu, został wymieniony, a zużycie z tego czasu nie jest znane.',
  bring: 'Odczyty z pliku',
  bringText:
    'CSV albo Excel z kolumnami: czas, wartość, nazwa licznika. Kolumny rozpoznajemy po nazwach; jeśli się to nie uda, wskaż je.',
  file: 'Plik',
  organisation: 'Czyje są liczniki',
  carrier: 'Co mierzą',
  carriers: { electricity: 'prąd, kWh', heat: 'ciepło, GJ', gas: 'gaz, m³', water: 'woda, m³' },
  kind: 'Co jest w pliku',
  kinds: { register: 'stany licznika', use: 'zużycie w każdym okresie' },
  digits: 'Cyfry licznika przed przecinkiem',
  further: 'Kolumny, jeśli ich nie rozpoznano',
  meterName: 'Licznik, którego dotyczy cały plik',
  meterHint: 'Gdy żadna kolumna nie podaje licznika.',
  meterColumn: 'Kolumna z nazwą licznika',
  valueColumn: 'Kolumna z odczytami',
  send: 'Wczytaj odczyty',
  stored: 'Zapisano: {name}',
  accepted:
    '{n, plural, one {# wiersz odczytany} few {# wiersze odczytane} many {# wierszy odczytanych} other {# wiersza odczytanego}}',
  rejected:
    '{n, plural, one {# wiersz nieodczytany} few {# wiersze nieodczytane} many {# wierszy nieodczytanych} other {# wiersza nieodczytanego}}',
  ofMeters: '{n, plural, one {# licznik} few {# liczniki} many {# liczników} other {# licznika}}',
  columns: 'Czas z kolumny „{time}”, wartość z kolumny „{value}”.',
  rows: 'Wiersze nieodczytane',
  firstRows: 'Pierwsze {n}.',
  line: 'Wiersz',
  column: 'Kolumna',
  found: 'Jest',
  expected: 'Powinno być na przykład',
}
export default pl
