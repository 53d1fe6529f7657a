/** Czego obiekty miasta nie przyjmują, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type { thingErrors as en } from './en.ts'

export const thingErrors: Shape<typeof en> = {
  unknown: 'Nie ma obiektu o kodzie „{code}”. Sprawdź, czy nie ma w nim pomyłki: kod stoi na etykiecie, pod kodem QR.',
  codeTaken: 'Kod „{code}” ma już inny obiekt. Wybierz inny albo zostaw puste pole, a kod powstanie sam.',
  changed:
    'Ktoś zmienił „{code}”, odkąd otwarto ten formularz (wersja {version, number}). Nic nie zostało zapisane: zobacz, co tam teraz jest, i wprowadź zmianę jeszcze raz.',
  hasParts: 'Do „{code}” należą inne obiekty. Najpierw je przenieś.',
  kindUnknown: 'Nie ma rodzaju „{found}”.',
  field: 'W polu „{field}” nie może stać „{found}”. Dobrze byłoby: {right}.',
  parentUnknown: 'Nie ma obiektu o kodzie „{found}”, do którego ten mógłby należeć.',
  cycle: '„{code}” nie może należeć do „{parent}”, bo ten sam do niego należy.',
  tooDeep: 'Obiekty należą do siebie najwyżej na {most, number} poziomach.',
  areaUnknown: 'Nie ma obszaru „{found}”.',
  organisationUnknown: 'Nie ma jednostki „{found}”.',
  shape: 'Obiekt nie może mieć takiego kształtu ({found}): jego linie się przecinają albo składa się z różnych części.',
  order: 'Gwarancja kończyłaby się {warrantyUntil}, zanim obiekt zamontowano ({installed}).',
  entityTaken: 'Dane „{entity}” należą już do obiektu „{code}”.',
  fileUnknown: 'Nie ma takiego zdjęcia ani dokumentu.',
  tooManyFiles: 'Obiekt ma najwyżej {most, number} zdjęć i dokumentów. Najpierw któreś usuń.',
  noCodeColumn: 'Plik nie ma kolumny „code”, po której rozpoznaje się obiekty. Jego kolumny: {found}.',
  columnTwice: 'Kolumna „{column}” stoi w pliku dwa razy.',
  tooManyColumns: 'Liczba kolumn w pliku to {found, number}, a czyta się najwyżej {most, number}.',
  tooManyRows: 'Plik ma więcej wierszy, niż da się wczytać naraz ({most, number}). Podziel go na kilka.',
  importUnknown: 'Nie ma takiego importu albo plik dodał ktoś inny.',
  importDone: 'Ten plik jest już wczytany.',
  reportUnknown: 'Nie ma zgłoszenia o takim kodzie.',
  reportClosed: 'Zgłoszenie {receipt} jest już zamknięte.',
  reportRobot:
    'Formularz został wysłany szybciej, niż zdążyłby człowiek, był otwarty dłużej niż dobę albo wypełniono w nim ukryte pole. Przejrzyj go i wyślij jeszcze raz.',
  reportWords: 'Napisz w kilku słowach, co jest nie tak.',
  faultUnknown: 'Wybierz, co jest nie tak.',
  reportsTooMany:
    'W krótkim czasie przyszło stąd wiele zgłoszeń. Spróbuj za {minutes, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}. Jeśli zagrożone jest życie, dzwoń pod 112.',
}
