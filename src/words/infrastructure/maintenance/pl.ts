/** Czego utrzymanie nie przyjmuje, po polsku. */
import type { Shape } from '../../catalogue.ts'
import type { maintenanceErrors as en } from './en.ts'

export const maintenanceErrors: Shape<typeof en> = {
  unknown: 'Nie ma takiego alarmu, reguły, zlecenia ani harmonogramu.',
  unknownOrganisation: 'Nie ma takiej jednostki.',
  tooManyRules: 'Jest już {most} reguł. Zmień jedną z nich albo wyłącz i użyj ponownie.',
  badScope: 'Wskaż rodzaj obiektów do pilnowania albo wymień te obiekty.',
  closed: 'Ten alarm jest zamknięty. Jeśli usterka trwa, następny odczyt otworzy nowy.',
  silence:
    'Wyciszyć można do chwili, która jeszcze nie minęła, najwyżej na {daysMax, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}}.',
  typed: 'Nie da się odczytać „{found}”. Dobrze byłoby: {right}',
  move: 'To zlecenie ma stan „{from, select, new {nowe} planned {zaplanowane} underWay {w toku} waiting {czeka} done {wykonane} signedOff {odebrane} other {anulowane}}” i nie może przejść do „{to, select, new {nowe} planned {zaplanowane} underWay {w toku} waiting {czeka} done {wykonane} signedOff {odebrane} other {anulowane}}”. Być może ktoś je w międzyczasie zmienił: wczytaj stronę ponownie.',
  reason: 'Napisz w kilku słowach dlaczego.',
  unfinished: 'Nie wszystko z listy jest zrobione albo brakuje zdjęcia: {missing}.',
  fourEyes: 'Kto wykonał pracę, nie może jej odebrać. Poproś kogoś innego.',
  twice: 'Jest już zlecenie w tej sprawie.',
  notOpen: 'To zlecenie jest zakończone: niczego się już do niego nie dodaje.',
  notPicture: 'To nie jest zdjęcie JPEG, PNG ani WebP.',
  tooMany: 'Jest ich już {most} i więcej się nie zmieści.',
  notMember: 'Ta osoba nie pracuje w jednostce, do której należy zlecenie.',
}
