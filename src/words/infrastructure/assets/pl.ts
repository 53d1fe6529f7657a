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
  fileType: 'Zdjęcia to pliki JPEG, PNG albo WebP, a dokumenty to PDF. Ten plik jest czymś innym.',
  tooManyFiles: 'Obiekt ma najwyżej {most, number} zdjęć i dokumentów. Najpierw któreś usuń.',
}
