/** Czego wskaźniki odmawiają i dlaczego brak wartości, po polsku. */
export const errors = {
  unknown: 'Nie ma wskaźnika ani miary „{id}”.',
  unknownImport: 'Nie ma takiego importu.',
  unknownValue: 'Nie ma wartości {id} dla {area}, {period}.',
  unknownStandard: 'Nie ma takiego miejsca w normie ani w strategii: {standard}.',
  unknownDataset: 'Nie ma zbioru danych „{id}”.',
  unknownVintage: 'Nie ma wydania nr {seq, number}.',
  unknownStructure: 'Nie ma takiej struktury: {type} {agency}:{id}({version}).',
  tooManyValues:
    'Wartości jest więcej niż {most, number}, a tyle mieści się w postaci „{format}”. Wybierz mniej wskaźników, obszarów lub okresów albo pobierz CSV.',
  notRead: 'Plik nie jest jeszcze wczytany do końca. Poczekaj, a potem opublikuj.',
  alreadyPublished:
    'Ten import jest już opublikowany, a co opublikowane, to zostaje. Żeby zmienić liczbę, prześlij poprawiony plik.',
  nothingToPublish: 'Żaden wiersz tego pliku nie mówi nic nowego, więc nie ma czego publikować.',
  tooMuch:
    'To {cells, number} liczb naraz, a jedna odpowiedź mieści {max, number}. Poproś o mniej obszarów albo wskaźników.',
  cancelled: 'Z tego importu zrezygnowano. Prześlij plik jeszcze raz.',
  conflict:
    'Ktoś zmienił to w międzyczasie: punktem wyjścia była wersja {expected, number}, teraz jest wersja {version, number}. Otwórz ponownie i wprowadź zmianę tam.',
  stillNeeded: 'Coś innego jeszcze tego potrzebuje.',
  missingInput: 'brak liczby: {measure}, {area}, {period}',
  zeroDivisor: 'dzielnik jest zerem: {input}, {area}, {period}',
  noParts: 'nie ma części do zsumowania: {area}, {period}',
  missingParts: 'nie znamy {lacking, number} z {of, number} części, pierwsza z nich to {part}, {partPeriod}',
  notFinite: 'wynik jest za duży, żeby był liczbą: {area}, {period}',
  outOfRange: 'wynik {value, number} leży poza tym, co możliwe, więc nie jest pokazany',
  noFigures: 'brak danych dla {area}, {period}',
  otherKind: 'wskaźnika nie oblicza się dla obszarów tego rodzaju: {area}',
}
