/** Co czytamy pod adresami tych, którzy nie należą do sieci, po polsku. */
import type { Catalogue } from '../en.ts'

export default {
  title: 'Źródła spoza sieci',
  lead: 'Obok naszego można postawić także miasta, które tylko publikują otwarte dane. To, co jest pod adresem, czytamy raz dziennie i zawsze pokazujemy jako podane, czyli niesprawdzone.',
  none: 'Nie czytamy jeszcze żadnego adresu',
  sender: 'Kto to publikuje',
  senderHint: 'Miasto, w razie potrzeby także urząd. Pod tą nazwą będzie to pokazane.',
  address: 'Adres pliku',
  addressHint: 'CSV, XLSX, JSON-stat lub SDMX-CSV. Wyżej można przeszukać katalog.',
  indicator: 'Który to z naszych wskaźników',
  indicatorHint: 'Tylko te, które mają numer w normie.',
  version: 'Według której definicji',
  versionHint: 'Norma i jej wydanie, jak podaje nadawca: ISO 37120:2018.',
  unit: 'Jednostka wartości',
  unitHint: 'Na przykład person/km2, ug/m3 albo %.',
  area: 'Jak plik nazywa miasto',
  areaHint: 'Tak jak w pliku. Zostaw puste, jeśli plik dotyczy jednego miasta.',
  measure: 'Jak plik nazywa tę liczbę',
  measureHint: 'Tak jak w pliku. Zostaw puste, jeśli jest w nim tylko jedna.',
  where: 'Które wiersze',
  whereHint: 'Gdy wiersze różnią się innymi kolumnami: po jednej w linii, na przykład sex=T.',
  grounds: 'Dlaczego',
  groundsHint: 'Każdy to przeczyta. Nie podawaj danych osób.',
  subscribe: 'Czytaj ten adres',
  end: 'Nie czytaj go więcej',
  values:
    '{n, plural, =0 {Nie odczytano jeszcze wartości} one {# odczytana wartość} few {# odczytane wartości} many {# odczytanych wartości} other {# odczytanej wartości}}',
  good: 'Ostatni udany odczyt: {moment}',
  next: 'Następny odczyt: {moment}',
  failing:
    '{n, plural, one {Ostatnim razem nie udało się odczytać.} few {Nie udało się odczytać # razy z rzędu.} many {Nie udało się odczytać # razy z rzędu.} other {Nie udało się odczytać # razy z rzędu.}}',
  search: 'Zajrzyj do katalogu',
  searchText:
    'Podaj adres katalogu DCAT (Turtle, RDF/XML albo JSON-LD, tak publikuje je większość portali krajowych) albo odpowiedzi CKAN (…/api/3/action/package_search?q=powietrze).',
  catalogue: 'Adres katalogu',
  look: 'Zajrzyj',
  found:
    '{n, plural, one {# plik, który można odczytać} few {# pliki, które można odczytać} many {# plików, które można odczytać} other {# pliku, które można odczytać}}',
  catalogueWords: 'Tylko to, co dotyczy',
  catalogueWordsHint: 'Słowa z tytułu, w języku katalogu. Zostaw puste, jeśli chcesz wszystko.',
  pagesRead:
    '{n, plural, one {Przejrzano # stronę katalogu.} few {Przejrzano # strony katalogu.} many {Przejrzano # stron katalogu.} other {Przejrzano # strony katalogu.}}',
  goesOn:
    'Katalog ma dalszy ciąg, którego nie przejrzano. Podaj węższy adres, na przykład wyszukiwania albo jednego zbioru.',
  take: 'Wpisz ten adres',
  done: {
    subscribed: 'Adres jest właśnie czytany.',
    ended: 'Tego adresu już nie czytamy.',
  },
  definition: 'Według definicji: {version}.',
  method: 'Nie wiadomo, jak to policzono.',
} satisfies Catalogue['sources']

export const errors = {
  unknown: 'Nie ma takiego źródła albo nie jest już czytane.',
  unknownIndicator: 'Miasto nie ma takiego wskaźnika.',
  noStandard: 'Ten wskaźnik nie ma numeru w normie, więc nie da się go zestawić z innymi.',
  tooMany: 'Czytamy najwyżej {most, plural, one {# adres} few {# adresy} many {# adresów} other {# adresu}}.',
  answered: '{host}: odpowiedź z błędem ({status}).',
  nothing: 'W pliku nie ma wartości, o którą chodzi. Sprawdź, jak plik nazywa miasto i tę liczbę.',
  several: 'Plik podaje kilka wartości za {period}: {one, number} i {other, number}. Wskaż, o które wiersze chodzi.',
  rejected: 'Nie udało się odczytać żadnego wiersza. Pierwszy z nich: linia {line, number}, „{found}”.',
  tooMuch:
    'Plik podaje więcej niż {most, plural, one {# wartość} few {# wartości} many {# wartości} other {# wartości}}. Wskaż, o które wiersze chodzi.',
  noCatalogue:
    '{host}: nie ma tu plików, które można odczytać; przejrzano {pages, plural, one {# stronę} few {# strony} many {# stron} other {# strony}}. Spróbuj innych słów albo innego adresu.',
  aPage:
    '{host}: to strona dla ludzi, a nie dane. Poszukaj na niej adresu, który kończy się na .ttl, .rdf, .jsonld albo .csv.',
  notRdf: '{host}: to nie jest katalog, który da się odczytać. Czytnik zgłasza: {problem}',
  tooDeep: '{host}: dane są zagnieżdżone zbyt głęboko (ponad {most, number} poziomów), więc przerwano czytanie.',
  tooMuchRdf:
    'Katalog jest za duży, żeby odczytać go w całości. Podaj węższy adres, na przykład wyszukiwania albo jednego zbioru.',
  tooSlow:
    'Czytanie katalogu trwało dłużej niż {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}}, więc je przerwano. Podaj węższy adres.',
}
