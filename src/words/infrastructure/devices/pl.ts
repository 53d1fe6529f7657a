/** What devices and their keepers are refused, in Polish. */
import type { Shape } from '../../catalogue.ts'
import type { devicesErrors as en } from './en.ts'

export const devicesErrors: Shape<typeof en> = {
  badKey: 'Tego urządzenia tu nie znamy albo to nie jest jego klucz.',
  waiting: 'Urządzenie „{id}” czeka na przyjęcie w panelu; do tego czasu nic z niego nie jest zapisywane.',
  blocked: 'Urządzenie „{id}” jest zablokowane: nic od niego nie przyjmujemy.',
  foreignTopic: 'Urządzenie nadaje tylko na własnym temacie, na przykład devices/{id}.',
  unknown: 'Nie ma urządzenia „{id}”.',
  unknownProfile: 'Nie ma profilu urządzeń {id}. Wybierz jeden z istniejących albo najpierw go utwórz.',
  exists: 'Urządzenie „{id}” już jest.',
  entityTaken: 'Obiekt {id} należy do jednostki, w której imieniu nie możesz zapisywać.',
  inUse: 'Tego profilu używają jeszcze urządzenia. Najpierw daj im inny.',
  tooLarge: 'Wiadomość może mieć najwyżej {bytesMax, number} bajtów.',
  badId: '„{id}” nie może być nazwą urządzenia: litery, cyfry, kropki, myślniki i dwukropki, najwyżej 100 znaków.',
  badJson: 'Wiadomość nie jest JSON-em w UTF-8: {cause}.',
  badMapping: 'Odwzorowanie jest niepoprawne: {problem}',
  badValue:
    'W miejscu {where} jest {found}, a {expected, select, number {powinna być liczba} text {powinien być tekst} boolean {powinno być true albo false} point {powinien być punkt, na przykład [22.57, 51.25]} reference {powinien być identyfikator obiektu, na przykład urn:ngsi-ld:Streetlight:7} list {powinna być lista} name {powinien być krótki tekst z liter i cyfr albo liczba całkowita} other {powinno być co innego}}.',
  badTime:
    'W miejscu {where} jest {found}, a to nie jest czas: {format, select, iso {pisze się go ze strefą, na przykład 2026-11-24T10:00:00Z} seconds {powinna być liczba sekund od 1970 roku} other {powinna być liczba milisekund od 1970 roku}}.',
  clockAhead:
    '{found} w miejscu {where} jeszcze nie nadeszło. Zegar urządzenia może się spieszyć najwyżej o {minutesMax, plural, one {# minutę} few {# minuty} many {# minut} other {# minuty}}.',
  clockBehind:
    '{found} w miejscu {where} było ponad {daysMax, plural, one {# dzień} few {# dni} many {# dni} other {# dnia}} temu. Ustaw zegar urządzenia; starsze odczyty wczytuje się z pliku.',
  nothing: 'W wiadomości nie ma nic z tego, czego szuka profil: {looked}.',
  tooMany: 'Wiadomość może mieć najwyżej {most, number} odczytów, a ta ma {found, number}.',
  tooManyWaiting: 'Na przyjęcie czeka już {most, number} urządzeń. Najpierw część z nich przyjmij albo usuń.',
}
