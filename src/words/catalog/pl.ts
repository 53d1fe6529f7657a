/** What the catalogue of open data says, in Polish. */
export const errors = {
  unknown: 'W katalogu nie ma niczego o tej nazwie.',
  unknownOrganisation: 'Nie ma tu takiej organizacji. Wybierz tę, która udostępnia dane.',
  unknownSeries: 'Nie ma serii „{slug}”. Najpierw ją załóż albo pomiń serię.',
  unknownAreas: 'Nieznane obszary: {names}. Podaj identyfikatory obszarów z listy /api/v1/areas.',
  unknownRelated: 'Tych zbiorów nie ma w katalogu: {names}.',
  slugTaken: 'Nazwa „{slug}” w adresie jest już zajęta. Wybierz inną; zostanie na stałe.',
  overtaken:
    'Ktoś zmienił ten opis w czasie, gdy go pisano: wersja przed zmianą miała numer {seen, number}, obecna ma numer {version, number}. Nie zapisano niczego. Zobacz, co się zmieniło ({changed}), i wpisz zmiany jeszcze raz.',
  tooManyDistributions:
    'Zbiór może mieć najwyżej {most, plural, one {# dystrybucję} few {# dystrybucje} many {# dystrybucji} other {# dystrybucji}}.',
  endpointMissing: 'Usługa musi mieć adres, pod którym odpowiada.',
  unknownAsset: 'W rejestrze zasobów miasta nie ma zasobu „{slug}”. Najpierw go tam wpisz.',
  withdrawn: 'Te dane były publiczne i zostały wycofane. Powód: {reason}',
  alreadyWithdrawn: 'Te dane wycofano już wcześniej.',
  alreadyPublished: 'Ta dostawa jest już opublikowana.',
  notPublished: 'Tego nigdy nie opublikowano, więc nie ma czego wycofać.',
  notReady:
    'Tej dostawy nie można jeszcze opublikować: {state, select, reading {trwa jej odczyt} stopped {została zatrzymana, zobacz jej problemy} held {czeka na decyzję przy bramce} refused {bramka ją odrzuciła} withdrawn {została wycofana} other {została porzucona}}.',
  notRereadable:
    'Tej dostawy nie można odczytać ponownie: {state, select, reading {trwa jej odczyt} other {została porzucona}}.',
  notRead:
    'Nie ma wierszy do pokazania: {state, select, reading {trwa odczyt pliku} stopped {plik został zatrzymany, zobacz jego problemy} other {nie ma ich już za bramką}}.',
  otherBytes:
    'Dotarł inny plik niż zapowiedziany: jego SHA-256 to {found}, a nie {expected}. Nie został zachowany; wyślij go jeszcze raz.',
  tooManyUploads:
    'Masz rozpoczęte {most, plural, one {# przesyłanie} few {# przesyłania} many {# przesyłań} other {# przesyłania}}, więcej nie można. Dokończ jedno z nich albo je porzuć.',
  badColumnName:
    'Kolumna nie może nazywać się „{name}”: nazwa nie może się powtarzać, może mieć najwyżej {bytesMax, number} bajty, nie może zaczynać się od „_” ani zawierać cudzysłowu.',
  unknownColumn: 'W słowniku nie ma kolumny „{name}”.',
  noRows:
    'Plik ma nagłówek i żadnego wiersza, więc nie wiadomo, co zawierają kolumny: {columns}. Pierwsza dostawa musi mieć wiersze.',
  valueUnfit:
    'Wartość w wierszu {row, number}, w kolumnie {column}, nie mieści się w typie kolumny. Wybierz dla kolumny inny typ albo popraw wartość.',
  nothingLeft: 'Pominięto wszystkie kolumny, więc nie byłoby czego opublikować. Zostaw co najmniej jedną.',
  treatedTwice: 'Dwie reguły robią z tej samej tabeli liczebności. Zostaw jedną z nich.',
  countsOpen:
    '{count, plural, one {# małą liczebność} few {# małe liczebności} many {# małych liczebności} other {# małej liczebności}} nadal dałoby się wyliczyć z pozostałych, cokolwiek by ukryć. Opublikuj większe grupy.',
  countsUnfit:
    'Kolumny „{column}” nie da się tak chronić: liczebności i sumy nie są mniejsze od zera, liczebności są całkowite, a kolumna albo jest liczebnością, albo mówi, co policzono.',
  totalTaken: 'W kolumnie „{column}” jest już wartość „{total}”, więc wzięto by ją za sumę. Nazwij sumę inaczej.',
  countsSlow:
    'Obliczanie, które liczebności trzeba zostawić puste, trwało dłużej niż {seconds, number} s i zostało przerwane. Zapisz regułę: wtedy policzymy to w tle.',
  tooManyGroups:
    'Tabela miałaby więcej niż {most, number} grup lub liczebności, a naraz tylu chronić nie można. Wybierz mniej kolumn albo podaj je mniej dokładnie.',
  shapeFilter:
    'Kolumna „{name}” zawiera kształty na mapie, których nie można porównywać ani sortować. Zapytaj, czy wartość jest, czy jej brak.',
  badFilter: 'Wartość w zapytaniu nie pasuje do kolumny: {reason}. Liczby podawaj jako 1234.5, dni jako 2025-12-31.',
  notNumber: 'Kolumna {name} nie zawiera liczb, więc nie można jej podsumować. Wybierz kolumnę z liczbami.',
  notPlace: 'Kolumna {name} nie zawiera położenia. Wybierz kolumnę z kształtami albo szerokość i długość geograficzną.',
  noShapes:
    'Ta tabela nie ma położeń: ani kształtów, ani szerokości i długości geograficznej. Pobierz ją w innym formacie.',
  badCursor:
    'Nie można odczytać miejsca, od którego ma się zacząć strona. Weź je z pola `next` poprzedniej strony albo zacznij od początku.',
  tooSlow:
    'Odpowiedź zajęła więcej niż {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}} i została przerwana. Zapytaj o mniej: mniej wierszy, z filtrem, bez wyszukiwania.',
  originalTreated:
    'Pliku takiego, jaki przyszedł, nie można upublicznić: coś w nim pominięto lub zmieniono w opublikowanych wierszach albo stoi obok nich, więc nikt tego nie sprawdził.',
  originalKept:
    'Oryginalny plik nie jest publiczny, publiczne są tylko jego wiersze. Pobierz je jako CSV, XLSX, JSON albo Parquet.',
  busy: 'W tej chwili z tych danych korzysta wiele osób. Niczego nie zmieniono; spróbuj ponownie za kilka sekund.',
  sqlUnreadable: 'Tego zapytania nie da się odczytać: {reason}. Napisz jedno SELECT w składni PostgreSQL.',
  sqlForbidden:
    'Tego nie można tu użyć w zapytaniu: {what}. Dozwolone jest jedno SELECT na opublikowanych tabelach, z funkcjami wymienionymi w przewodniku.',
  sqlTooMuch:
    'To zapytanie żąda zbyt wiele: {what, select, characters {może mieć najwyżej {most, number} znaków} nodes {może mieć najwyżej {most, number} części} depth {może być zagnieżdżone najwyżej na {most, number} poziomów} queries {może zawierać najwyżej {most, number} zapytań} tables {może wymieniać tabele najwyżej {most, number} razy} growth {teksty, które tworzy, byłyby zbyt długie} gathered {string_agg i array_agg zbierają z tabeli, która ma najwyżej {most, number} bajtów} bytes {odpowiedź ma więcej niż {most, number} bajtów} other {zajęłoby bazie danych zbyt wiele czasu}}. Zapytaj o mniej albo pobierz całą tabelę.',
  sqlTooSlow:
    'Zapytanie trwało dłużej niż {seconds, plural, one {# sekundę} few {# sekundy} many {# sekund} other {# sekundy}} i zostało przerwane. Zawęź je przez WHERE lub LIMIT albo pobierz całą tabelę.',
  sqlFailed: 'Baza danych nie może odpowiedzieć na to zapytanie: {reason}',
  sqlOff:
    'Zapytania SQL są tu wyłączone: baza danych nie daje temu serwisowi roli, która może czytać opublikowane tabele i nic więcej ({reason}). Wiersze można pobrać bez SQL.',
}

export default {
  title: 'Otwarte dane: {city}',
  about: 'Dane, które miasto udostępnia: opisane, w kolejnych wersjach, do swobodnego wykorzystania.',
}
